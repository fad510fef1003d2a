"""One row a product and day, and only for days on which somebody came."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product


class ProductDay(models.Model):
    """What happened to a product on one day of WIB, and how it stood on the shelf whenever that was written down.

    Prices are rupiah, the lowest variant's, lowest and highest seen that day; `was_out` is true once it was seen
    sold out.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    product = models.ForeignKey(Product, models.CASCADE, related_name="traffic")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    cart_adds = models.PositiveIntegerField(default=0)
    lowest_price = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    highest_price = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    was_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "day"], name="traffic_day_once"),
            models.CheckConstraint(condition=Q(lowest_price__lte=F("highest_price")), name="traffic_price_range"),
        ]
        # The lounge counts by day; many rows share one, which the index stores once.
        indexes = [models.Index(fields=["day"], name="traffic_by_day")]
        verbose_name = _("kunjungan produk")
        verbose_name_plural = _("kunjungan produk")

    def __str__(self) -> str:
        return f"{self.product_id} {self.day}: {self.views}"
