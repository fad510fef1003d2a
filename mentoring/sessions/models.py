"""A booked session: one business, one mentor, one stretch of time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import Mentor, Room, Service
from products.catalogue.models import Product
from rumah.businesses.models import Business


class SessionState(models.TextChoices):
    """Where a session stands."""

    CONFIRMED = "confirmed", _("terjadwal")
    CANCELLED = "cancelled", _("dibatalkan")
    COMPLETED = "completed", _("selesai")
    NO_SHOW = "no_show", _("tidak hadir")


ALLOWED: dict[str, frozenset[str]] = {
    SessionState.CONFIRMED: frozenset({SessionState.CANCELLED, SessionState.COMPLETED, SessionState.NO_SHOW}),
    SessionState.CANCELLED: frozenset(),
    SessionState.COMPLETED: frozenset(),
    SessionState.NO_SHOW: frozenset(),
}


class Session(models.Model):
    """A session. `before` is the product's listing as it was when booked: what the result is compared with."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="sessions")
    business = models.ForeignKey(Business, models.PROTECT, related_name="sessions")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="sessions")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="sessions")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="sessions")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.CONFIRMED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.TextField(_("catatan untuk pendamping"), blank=True)
    before = models.JSONField(default=dict)
    sequence = models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar entry")
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_forward")]
        indexes = [
            models.Index(fields=["mentor", "starts_at", "id"], name="session_of_mentor"),
            models.Index(F("business"), F("starts_at").desc(), F("id").desc(), name="session_of_business"),
        ]
        verbose_name = _("sesi pendampingan")
        verbose_name_plural = _("sesi pendampingan")

    def __str__(self) -> str:
        return f"{self.service_id} {self.starts_at:%Y-%m-%d %H:%M}"
