"""A booked session: one business, one mentor, one stretch of time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.schedule.models import Occurrence
from mentoring.services.models import Mentor, Place, Room, Service
from products.catalogue.models import Product
from rumah.businesses.models import Business

# Crockford's base 32: no I, L, O, U to mistake.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class SessionState(models.TextChoices):
    """Where a session stands."""

    REQUESTED = "requested", _("menunggu jawaban")
    CONFIRMED = "confirmed", _("terjadwal")
    CANCELLED = "cancelled", _("dibatalkan")
    COMPLETED = "completed", _("selesai")
    NO_SHOW = "no_show", _("tidak hadir")


# What is still to be held, or might be: it has its quarter-hours.
OPEN = (SessionState.REQUESTED, SessionState.CONFIRMED)
ALLOWED: dict[str, frozenset[str]] = {
    SessionState.REQUESTED: frozenset({SessionState.CONFIRMED, SessionState.CANCELLED}),
    SessionState.CONFIRMED: frozenset({SessionState.CANCELLED, SessionState.COMPLETED, SessionState.NO_SHOW}),
    SessionState.CANCELLED: frozenset(),
    SessionState.COMPLETED: frozenset(),
    SessionState.NO_SHOW: frozenset(),
}


class Session(models.Model):
    """A session. `before` is the product's listing as it was when booked: what the result is compared with.

    A seat in a workshop is a session with an `occurrence`, which holds the mentor's time; the meetings of a series
    share `series`. `quota_quarter` and `first_timer_day` say which counters it uses, empty once they were given back.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="sessions")
    business = models.ForeignKey(Business, models.PROTECT, related_name="sessions")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="sessions")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="sessions")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="sessions")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, blank=True, related_name="sessions")
    series = models.UUIDField(null=True, blank=True)
    place = models.CharField(max_length=8, choices=Place.choices, default=Place.HOUSE)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.CONFIRMED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.TextField(_("catatan untuk pendamping"), blank=True)
    before = models.JSONField(default=dict)
    sequence = models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar entry")
    moves = models.PositiveSmallIntegerField(default=0, help_text="times the business moved it; the house's are free")
    quota_quarter = models.DateField(null=True, blank=True, help_text="first day of the quarter whose quota it uses")
    first_timer_day = models.DateField(null=True, blank=True, help_text="day whose places for known businesses it uses")
    asked = models.JSONField(default=list, help_text="ids of the mentors who were asked to answer")
    answer_by = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_forward"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state_known"),
            models.CheckConstraint(
                condition=~Q(state="requested") | Q(answer_by__isnull=False), name="session_request_has_end"
            ),
            models.UniqueConstraint(
                fields=["occurrence", "business"], condition=~Q(state="cancelled"), name="session_one_seat_a_business"
            ),
        ]
        indexes = [
            models.Index(fields=["mentor", "starts_at", "id"], name="session_of_mentor"),
            models.Index(F("starts_at").desc(), F("id").desc(), name="session_latest"),
            models.Index(F("business"), F("starts_at").desc(), F("id").desc(), name="session_of_business"),
            models.Index(fields=["starts_at", "id"], condition=Q(state="confirmed"), name="session_coming"),
            models.Index(fields=["starts_at", "id"], condition=Q(state="completed"), name="session_held"),
            # The lounge counts by day.
            models.Index(fields=["created_at"], name="session_by_day"),
            models.Index(fields=["answer_by"], condition=Q(state="requested"), name="session_unanswered"),
            models.Index(fields=["occurrence"], condition=Q(occurrence__isnull=False), name="session_of_occurrence"),
            models.Index(fields=["series"], condition=Q(series__isnull=False), name="session_of_series"),
        ]
        verbose_name = _("sesi pendampingan")
        verbose_name_plural = _("sesi pendampingan")

    def __str__(self) -> str:
        return f"{self.service_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def code(self) -> str:
        """The code that is said or shown at the door: the first 40 bits of the id, as `K7QM-2XHF`."""
        bits = self.id.int >> 88
        letters = [CODE_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5)]
        return f"{''.join(letters[:4])}-{''.join(letters[4:])}"
