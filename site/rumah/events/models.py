"""Events as pages of an editor, and the seats that people take in them."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from rumah.content.blocks import BodyBlock
from rumah.core.fields import StreamField


class EventIndexPage(Page):
    """The list of events, at /acara/."""

    intro = models.TextField(_("pengantar"), blank=True, max_length=300)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]

    class Meta:
        verbose_name = _("daftar acara")
        verbose_name_plural = _("daftar acara")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as the list's own address does."""
        from rumah.events.views import events

        return events(request)


class EventForm(WagtailAdminPageForm):
    """What an editor types; times and seats must fit what people have been promised."""

    def clean(self) -> dict[str, Any]:
        """Refuse an event that ends before it starts, and fewer seats than are taken."""
        data: dict[str, Any] = super().clean()
        start, end, seats = data.get("starts_at"), data.get("ends_at"), data.get("capacity")
        if start and end and end <= start:
            self.add_error("ends_at", _("Waktu selesai harus setelah waktu mulai."))
        taken = Gathering.objects.filter(key=self.instance.translation_key).values_list("taken", flat=True).first()
        if taken and (seats or 0) < taken:
            text = _("Sudah ada %(number)s pendaftar. Kursi tidak boleh kurang dari itu.") % {"number": taken}
            self.add_error("capacity", ValidationError(text))
        return data


class EventPage(Page):
    """A bazaar, a training, a meeting: open to everybody. Mentoring's workshops are scheduled over there."""

    intro = models.TextField(_("pengantar"), max_length=300, help_text=_("satu atau dua kalimat untuk daftar acara"))
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    place = models.CharField(_("tempat"), max_length=200, help_text=_("nama tempat dan alamat"))
    capacity = models.PositiveIntegerField(
        _("kursi"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5000)],
        help_text=_("kosong: tanpa pendaftaran, siapa saja boleh datang"),
    )  # fmt: skip
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("isi"))

    base_form_class = EventForm
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("place"),
        FieldPanel("capacity"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        indexes = [models.Index(fields=["starts_at"], name="event_by_start")]
        verbose_name = _("acara")
        verbose_name_plural = _("acara")

    @property
    def address(self) -> str:
        """Return the public address without asking the page tree."""
        return f"/acara/{self.slug}/"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as the event's own address does."""
        from rumah.events.views import render_event

        return render_event(request, self)


class Gathering(models.Model):
    """The seats of an event, one row for all its languages. The CHECK has the last word on how many are taken."""

    key = models.UUIDField(unique=True, editable=False, help_text="translation_key of the event's pages")
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="gathering_seats")]

    def __str__(self) -> str:
        return f"{self.key} {self.taken}/{self.seats}"


class Registration(models.Model):
    """One person who comes. A phone number has one seat in an event."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("terdaftar")
        CANCELLED = "cancelled", _("dibatalkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="registrations")
    name = models.CharField(_("nama"), max_length=80)
    phone = models.CharField(_("nomor HP"), max_length=16, help_text="E.164")
    email = models.EmailField(_("surel"), blank=True)
    language = models.CharField(max_length=2, default="id")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CONFIRMED)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "phone"], condition=Q(state="confirmed"), name="registration_once"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", cancelled_at=None) | Q(state="cancelled", cancelled_at__isnull=False),
                name="registration_state",
            ),
        ]
        indexes = [models.Index(fields=["gathering", "created_at", "id"], name="registration_list")]
        verbose_name = _("pendaftaran acara")
        verbose_name_plural = _("pendaftaran acara")

    def __str__(self) -> str:
        return str(self.pk)
