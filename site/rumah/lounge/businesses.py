"""The staff's list of businesses, and the editor of their words: drafts, preview, history, publishing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from products.catalogue.viewsets import MendOnly
from rumah.businesses.drafts import differences, fingerprint
from rumah.businesses.models import STAFF_WORDS, Business
from rumah.businesses.search import index_businesses
from rumah.core import audit, clock, regions
from rumah.core.listing import Bounded
from rumah.core.locking import locked, locked_one
from rumah.core.menu import BUSINESSES
from rumah.core.pagecache import forget_pages


class MendAndPublish(MendOnly):
    """Whoever may change may write drafts; whoever may publish may let the public read them."""

    actions = frozenset({"view", "change", "publish"})


class BusinessList(Bounded, IndexView):
    """The list; a name leads to the page where a business is looked at and moved on."""

    def get_base_queryset(self) -> Any:
        """Leave the stories in the table."""
        return super().get_base_queryset().defer("story")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        return column_class(
            field_name, label=_("Usaha"), sort_key="name", get_url=lambda row: reverse("tinjau", args=[row.pk])
        )


def districts() -> list[tuple[str, str]]:
    """Return the kecamatan of the house's regency."""
    return [(region.code, region.name) for region in regions.children(settings.HOUSE_REGENCY)]


def _district(row: Business) -> str:
    return regions.name(row.district_code)


class BusinessFilters(WagtailFilterSet):
    """By standing, sector and kecamatan."""

    district_code = ChoiceFilter(label=_("Kecamatan"), choices=districts)

    class Meta:
        model = Business
        fields = ["standing", "sector", "district_code"]


class BusinessEdit(EditView):
    """Staff mend words in a draft; published, they replace the words alone, and index, products and pages follow.

    A draft is not published over words its author has not seen: the owner's, or another editor's.
    """

    is_overtaken = False

    def form_valid(self, form: Any) -> HttpResponse:
        """Hold the row while its words are written, so that a verb at the same time is not undone."""
        with transaction.atomic():
            # Products before their business, as every verb of the catalogue locks.
            products = [row.pk for row in locked(Product.objects.filter(business=form.instance.pk).only("pk"))]
            row = locked_one(Business.objects.filter(pk=form.instance.pk))
            for field in Business._meta.concrete_fields:
                if field.name not in STAFF_WORDS and not field.generated:
                    setattr(form.instance, field.attname, getattr(row, field.attname))
            changed = [name for name in STAFF_WORDS if getattr(form.instance, name) != getattr(row, name)]
            public, posted = fingerprint(row), self.request.POST
            form.instance.made_from = form.instance.made_from or posted.get("made_from") or public
            self.is_overtaken = public not in {form.instance.made_from, posted.get("seen")}
            publishes = self.action == "publish" and not self.is_overtaken
            if publishes:
                form.instance.updated_at = clock.now()
            answer: HttpResponse = super().form_valid(form)
            if publishes:
                audit.record("businesses.edit", row, actor=self.request.user, fields=sorted(changed))
                index_businesses([row.pk])
                refresh_products(products)
                transaction.on_commit(forget_pages)
        return answer

    def publish_action(self) -> HttpResponse | None:
        """Publish, unless the words changed meanwhile; the draft has been kept by now."""
        if not self.is_overtaken:
            published: HttpResponse | None = super().publish_action()
            return published
        messages.error(
            self.request,
            gettext("Isi profil berubah setelah draf ini dibuat. Draf tersimpan, belum terbit: bandingkan dulu."),
        )
        return redirect(self.get_edit_url())


class NoUnpublish(View):
    """Hiding a business is a decision with a reason: it is taken on the page of its review."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead there, and change nothing."""
        messages.info(request, gettext("Usaha disembunyikan dengan “Tangguhkan” dan sebuah alasan."))
        return redirect("tinjau", kwargs["pk"])


class PapersPanel(HelpPanel):
    """Permits and people, to be seen while wording; they change on the page of the review."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Read each in one query, and what the public read now."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["permits"] = self.instance.permits.order_by("kind", "pk")
            context["members"] = self.instance.memberships.select_related("user").order_by("pk")
            public = Business.objects.filter(pk=self.instance.pk).first()
            if public is not None:
                now = fingerprint(public)
                context["made_from"], context["now"] = self.instance.made_from or now, now
                context["differences"] = differences(draft=self.instance, public=public)
            context["may_read"] = self.request.user.has_perm("businesses.view_permit")
            return context


class BusinessViewSet(SnippetViewSet):
    """Businesses come from their owners and move by verbs; staff mend words."""

    model = Business
    admin_url_namespace = "business"
    base_url_path = "business"
    index_view_class = BusinessList
    edit_view_class = BusinessEdit
    icon = "group"
    menu_label = _("Daftar usaha")
    menu_hook = BUSINESSES.hook
    menu_order = 20
    list_display = (
        "name", "standing", "sector",
        Column("district_code", label=_("Kecamatan"), accessor=_district, sort_key="district_code"),
        DateColumn("submitted_at", label=_("Diajukan"), sort_key="submitted_at"),
        Column("product_count", label=_("Produk tampil"), sort_key="product_count"),
    )  # fmt: skip
    list_export = (
        "name", "code", "standing", "sector", "region_code", "district_code", "product_count", "submitted_at",
        "verified_at",
    )  # fmt: skip
    export_filename = "usaha"
    filterset_class = BusinessFilters
    search_fields = ("name", "code", "slug", "phone")
    search_backend_name = None
    ordering = ("name",)
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("tagline"),
            FieldPanel("story"),
            MultiFieldPanel(
                [FieldPanel("sector"), FieldPanel("kbli"), FieldPanel("kbli_version")], heading=_("Bidang")
            ),
            MultiFieldPanel([FieldPanel("address"), FieldPanel("postal_code")], heading=_("Tempat")),
            PapersPanel(template="lounge/business_papers.html", heading=_("Izin dan anggota")),
        ]
    )

    @property
    def permission_policy(self) -> MendAndPublish:
        """Refuse what verbs do."""
        return MendAndPublish(self.model)

    @property
    def unpublish_view(self) -> Any:
        """Keep Wagtail's switch out of use."""
        return NoUnpublish.as_view()
