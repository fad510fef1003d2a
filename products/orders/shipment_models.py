"""What left the seller's house together: one parcel, or what was laid ready for one pickup."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tracking(models.TextChoices):
    """Where a courier says a parcel is. It says nothing about the order and nothing about money."""

    BOOKED = "booked", _("kurir dipesan")
    PICKED = "picked", _("diambil kurir")
    MOVING = "moving", _("dalam perjalanan")
    HELD = "held", _("tertahan")
    DELIVERED = "delivered", _("sampai di tujuan")
    RETURNING = "returning", _("dikembalikan ke penjual")
    LOST = "lost", _("gagal dikirim")


class Shipment(models.Model):
    """Pieces of one order handed over at once."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="shipments")
    courier = models.CharField(max_length=40)
    tracking_number = models.CharField(max_length=60, blank=True)
    shipped_at = models.DateTimeField()
    carrier = models.CharField(max_length=20, blank=True, help_text="who booked it: biteship, or nobody")
    carrier_id = models.CharField(max_length=60, null=True, blank=True, help_text="the booking at the carrier")
    tracking = models.CharField(max_length=10, choices=Tracking.choices, blank=True)
    tracked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "carrier_id"], name="shipment_booking_once"),
            models.CheckConstraint(
                condition=Q(carrier="", carrier_id=None) | (~Q(carrier="") & Q(carrier_id__isnull=False)),
                name="shipment_booked_somewhere",
            ),
            models.CheckConstraint(condition=Q(tracking__in=["", *Tracking.values]), name="shipment_tracking_known"),
        ]
        verbose_name = _("kiriman")
        verbose_name_plural = _("kiriman")

    def __str__(self) -> str:
        return f"{self.courier} {self.tracking_number}".strip()


class ShipmentLine(models.Model):
    """How many pieces of one line are in it."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    line = models.ForeignKey("orders.OrderLine", models.CASCADE, related_name="shipped_in")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="shipment_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="shipment_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line_id}"
