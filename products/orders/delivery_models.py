"""How a seller brings goods to buyers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business


class DeliverySettings(models.Model):
    """One seller's ways of delivery; a seller without a row has a courier and the pickup, and takes no cash.

    The fees are maps by region code, so that one row says everything and a cart costs no further query:
    `courier_fees` is `{kecamatan or regency: [first kg, next kg]}`, `own_fees` is `{kecamatan: rupiah}`.
    With `live_rates` the buyer may also choose a courier at the price the courier aggregator tells; the zone fee stays.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="delivery_settings")
    courier = models.BooleanField(_("kurir"), default=True)
    courier_fees = models.JSONField(default=dict, blank=True)
    live_rates = models.BooleanField(_("tarif kurir langsung"), default=False)
    own = models.BooleanField(_("diantar sendiri"), default=False)
    own_fees = models.JSONField(default=dict, blank=True)
    pickup = models.BooleanField(_("ambil di Rumah Kreatif"), default=True)
    free_above = models.PositiveBigIntegerField(_("gratis ongkir mulai"), null=True, blank=True, help_text="rupiah")
    cash = models.BooleanField(_("bayar di tempat"), default=False)
    cash_max = models.PositiveBigIntegerField(_("paling banyak"), default=500_000, help_text="rupiah")
    holiday_from = models.DateField(_("libur mulai"), null=True, blank=True)
    holiday_until = models.DateField(_("libur sampai"), null=True, blank=True)
    holiday_note = models.CharField(_("kalimat untuk pembeli"), max_length=160, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(courier=True) | Q(own=True) | Q(pickup=True), name="delivery_some_way"
            ),
            models.CheckConstraint(condition=Q(live_rates=False) | Q(courier=True), name="delivery_rates_by_courier"),
            models.CheckConstraint(condition=Q(cash_max__gt=0), name="delivery_cash_max_positive"),
            models.CheckConstraint(
                condition=Q(holiday_from=None, holiday_until=None)
                | Q(holiday_from__isnull=False, holiday_until__isnull=False, holiday_until__gte=F("holiday_from")),
                name="delivery_holiday_whole",
            ),
        ]  # fmt: skip
        verbose_name = _("pengiriman")
        verbose_name_plural = _("pengiriman")

    def __str__(self) -> str:
        return f"pengiriman {self.business_id}"
