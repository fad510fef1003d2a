"""Bookings at the courier aggregator: written down before it is asked, so that a parcel is booked once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.orders.models import Order, Shipment


class BookingState(models.TextChoices):
    """What became of a booking."""

    ASKED = "asked", _("menunggu jawaban")
    BOOKED = "booked", _("dipesan")
    REFUSED = "refused", _("ditolak")
    DROPPED = "dropped", _("dilepas")


# Of one parcel there is at most one booking that was made, or that may have been.
LIVE = (BookingState.ASKED, BookingState.BOOKED)


class CourierBooking(models.Model):
    """A courier asked for to fetch what is left of an order.

    `asked` may have been made at the carrier or not: until its answer comes nobody books the same parcel again.
    `booked` without a shipment was made, but its order had moved on meanwhile.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    order = models.ForeignKey(Order, models.CASCADE, related_name="bookings")
    reference = models.CharField(max_length=40, unique=True, help_text="our name for it, never used twice")
    carrier = models.CharField(max_length=20)
    courier = models.CharField(max_length=20)
    service = models.CharField(max_length=20)
    pieces = models.JSONField(help_text="line id → pieces")
    seen = models.PositiveIntegerField(help_text="pieces that had left before")
    state = models.CharField(max_length=10, choices=BookingState.choices, default=BookingState.ASKED)
    carrier_id = models.CharField(max_length=60, null=True, blank=True, help_text="the booking at the carrier")
    waybill = models.CharField(max_length=60, blank=True)
    link = models.URLField(max_length=300, blank=True, help_text="the courier's own page about the parcel")
    rupiah = models.PositiveBigIntegerField(null=True, blank=True, help_text="what the carrier charges the house")
    noted = models.PositiveBigIntegerField(default=0, help_text="rupiah of it that stand in the books")
    checked_at = models.DateTimeField(null=True, blank=True, help_text="last asked about at an age")
    shipment = models.OneToOneField(Shipment, models.SET_NULL, null=True, blank=True, related_name="booking")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "seen"], condition=Q(state__in=LIVE), name="booking_parcel_once"),
            models.UniqueConstraint(fields=["carrier", "carrier_id"], name="booking_carrier_once"),
            models.CheckConstraint(condition=Q(state__in=BookingState.values), name="booking_state_known"),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(carrier_id__isnull=False), name="booking_booked_somewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="booking_asked"),
            models.Index(fields=["asked_at"], condition=Q(state__in=("asked", "dropped")), name="booking_unanswered"),
            models.Index(
                fields=["asked_at"], name="booking_unnoted",
                condition=Q(noted__lt=F("rupiah")) | Q(noted__gt=F("rupiah")),
            ),
        ]  # fmt: skip
        verbose_name = _("pemesanan kurir")
        verbose_name_plural = _("pemesanan kurir")

    def __str__(self) -> str:
        return f"{self.reference} {self.courier}/{self.service}"
