"""Editorial pages in Wagtail's tree: home, guides, and plain pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images.models import Image
from wagtail.models import Page

from rumah.content.blocks import BodyBlock, HomeBlock
from rumah.core import clock
from rumah.core.fields import StreamField

WORDS_A_MINUTE = 180


class HomePage(Page):
    """The first page; its parts are chosen and ordered by an editor."""

    body = StreamField(HomeBlock(), blank=True, verbose_name=_("isi"))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["content.GuideIndexPage", "content.PlainPage"]

    class Meta:
        verbose_name = _("beranda")
        verbose_name_plural = _("beranda")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as the address `/` does, so that an editor's preview shows what visitors will see."""
        from rumah.content.views import render_home

        return render_home(request, self)


class GuideIndexPage(Page):
    """The shelf of guides, at /panduan/."""

    intro = models.TextField(_("pengantar"), blank=True, max_length=300)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.GuidePage"]

    class Meta:
        verbose_name = _("daftar panduan")
        verbose_name_plural = _("daftar panduan")


class GuidePage(Page):
    """One guide for owners, written to be read on a phone."""

    intro = models.TextField(_("pengantar"), max_length=300)
    cover = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gambar sampul")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("isi"))
    service_slug = models.SlugField(
        _("layanan terkait"), max_length=80, blank=True, help_text=_("bagian akhir alamat layanan pendampingan")
    )
    published_at = models.DateTimeField(_("tanggal terbit"), default=clock.now)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("cover"),
        FieldPanel("body"),
        FieldPanel("service_slug"),
        FieldPanel("published_at"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        indexes = [models.Index(fields=["-published_at"], name="guide_newest")]
        verbose_name = _("panduan")
        verbose_name_plural = _("panduan")

    @property
    def reading_minutes(self) -> int:
        """Return how long reading takes, in minutes, at least one."""
        words = " ".join(strip_tags(str(part["value"])) for part in self.body.raw_data)
        return max(1, round(len(f"{self.intro} {words}".split()) / WORDS_A_MINUTE))

    @property
    def address(self) -> str:
        """Return the public address without asking the page tree."""
        return f"/panduan/{self.slug}/"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as the guide's own address does."""
        from rumah.content.views import render_guide

        return render_guide(request, self)


class PlainPage(Page):
    """A page of text: who we are, terms, privacy."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("isi"))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/plain.html"

    class Meta:
        verbose_name = _("halaman teks")
        verbose_name_plural = _("halaman teks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the head of the page says to others."""
        from rumah.content.sharing import plain_share

        return {**super().get_context(request, *args, **kwargs), "share": plain_share(self)}
