"""The colours of a shop's papers, and the kit of a product: one row and one file each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.campaigns.models import Campaign
from products.catalogue.models import Product
from products.promo.palettes import PaletteName
from products.promo.states import KitState
from rumah.businesses.models import Business


class ShopColours(models.Model):
    """Which of the house's dyes a shop has chosen; none is nila."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="colours")
    palette = models.CharField(_("warna toko"), max_length=10, choices=PaletteName.choices, default=PaletteName.NILA)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(palette__in=PaletteName.values), name="shop_colours_known"),
        ]
        verbose_name = _("warna toko")
        verbose_name_plural = _("warna toko")

    def __str__(self) -> str:
        return f"{self.business_id}: {self.palette}"


class PromoKit(models.Model):
    """The kit of one product as it was last asked for. `ticket` names the asking: a late task of an older one stops.

    `file` is the storage name of the ZIP among the private files; `fingerprint` is what it was made from.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    product = models.OneToOneField(Product, models.PROTECT, related_name="promo_kit")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", help_text="the link its codes lead to")
    state = models.CharField(max_length=8, choices=KitState.choices, default=KitState.WAITING)
    ticket = models.CharField(max_length=12)
    tries = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=160, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="bytes")
    fingerprint = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & Q(made_at__isnull=False)), name="promo_ready_has_file"
            ),
            models.UniqueConstraint(fields=["file"], condition=~Q(file=""), name="promo_file_once"),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="promo_by_state")]
        verbose_name = _("paket promosi")
        verbose_name_plural = _("paket promosi")

    def __str__(self) -> str:
        return f"{self.product_id}: {self.state}"
