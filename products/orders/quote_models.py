"""What couriers asked for one parcel, kept for a while: what a buyer was shown is what is charged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CourierQuote(models.Model):
    """The courier aggregator's answer about one parcel from one postal code to another.

    `rates` is `[{courier, service, name, rupiah, days: [least, most]}]`, cheapest first; empty where no courier goes.
    The same question has the same row, whoever asks: it is renewed when it has run out.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    key = models.CharField(max_length=64, unique=True, help_text="of both postal codes and every piece")
    origin = models.CharField(max_length=5)
    destination = models.CharField(max_length=5)
    rates = models.JSONField(default=list)
    quoted_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("quoted_at")), name="quote_expires_later")]
        indexes = [models.Index(fields=["expires_at"], name="quote_expiry")]
        verbose_name = _("tarif kurir")
        verbose_name_plural = _("tarif kurir")

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}"
