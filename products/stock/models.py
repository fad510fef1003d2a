"""What is on hand, and what is held for whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Variant

# What is made when it is ordered has no last piece; one order takes at most so many.
AT_ONCE = 999


class StockLevel(models.Model):
    """Pieces of one variant: `on_hand` in the owner's shelf, `reserved` of them promised. Free = the difference.

    `to_order` repeats that its product is made when it is ordered (`made_in_days`): then `on_hand` counts nothing, and
    only what is promised is kept.
    """

    variant = models.OneToOneField(Variant, models.CASCADE, primary_key=True, related_name="stock")
    on_hand = models.PositiveIntegerField(_("stok"), default=0)
    reserved = models.PositiveIntegerField(_("dipesan"), default=0)
    low_at = models.PositiveIntegerField(
        _("ingatkan bila sisa"), null=True, blank=True, help_text=_("kosong: tidak diingatkan")
    )
    to_order = models.BooleanField(default=False)
    low_told_at = models.DateTimeField(null=True, blank=True, help_text="of the dip it is in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reserved__lte=F("on_hand")) | Q(to_order=True), name="stock_never_oversold"
            ),
            models.CheckConstraint(condition=Q(on_hand__lte=1_000_000), name="stock_sane"),
            models.CheckConstraint(condition=Q(low_at__lte=1_000_000) | Q(low_at=None), name="stock_low_sane"),
        ]
        indexes = [
            models.Index(
                F("variant"), name="stock_low",
                condition=Q(low_at__isnull=False, on_hand__lte=F("reserved") + F("low_at")),
            )
        ]  # fmt: skip
        verbose_name = _("stok")
        verbose_name_plural = _("stok")

    def __str__(self) -> str:
        return f"{self.on_hand} - {self.reserved}"

    @property
    def free(self) -> int:
        """Pieces that can still be bought."""
        return AT_ONCE if self.to_order else self.on_hand - self.reserved

    @property
    def is_low(self) -> bool:
        """Whether as few are free as its owner wants to be told of."""
        return not self.to_order and self.low_at is not None and self.free <= self.low_at


class Reservation(models.Model):
    """Pieces held for one purchase: held → committed (sold) or released, once."""

    class State(models.TextChoices):
        HELD = "held", "ditahan"
        COMMITTED = "committed", "terjual"
        RELEASED = "released", "dilepas"

    stock = models.ForeignKey(StockLevel, models.PROTECT, related_name="reservations")
    reference = models.CharField(max_length=40, help_text="number of the purchase")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "stock"],
                condition=Q(state__in=["held", "committed"]),
                name="reservation_live_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.quantity} × {self.stock_id}"
