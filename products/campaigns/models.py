"""A short link, and one row a link and day on which somebody opened it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.campaigns.states import Channel
from products.catalogue.models import Product
from rumah.businesses.models import Business


class Campaign(models.Model):
    """A short link to a product of a business, or to its own page; the code is what is printed.

    A link is never deleted: what is printed once is read for years. Switched off, it leads to the business.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(Business, models.CASCADE, related_name="campaigns")
    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, related_name="campaigns", help_text="none: the business's page"
    )
    name = models.CharField(_("nama kampanye"), max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.OTHER)
    code = models.CharField(max_length=8, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            # One active link of a name and target: a form that is sent twice makes one.
            models.UniqueConstraint(
                fields=["business", "product", "name"],
                condition=Q(is_active=True, product__isnull=False),
                name="campaign_once_product",
            ),
            models.UniqueConstraint(
                fields=["business", "name"], condition=Q(is_active=True, product=None), name="campaign_once_business"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_named"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="campaign_channel_known"),
        ]
        indexes = [models.Index(F("business"), F("created_at").desc(), F("id").desc(), name="campaign_newest")]
        verbose_name = _("tautan pendek")
        verbose_name_plural = _("tautan pendek")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def path(self) -> str:
        """Return the short address."""
        return f"/s/{self.code}/"


class CampaignDay(models.Model):
    """How often a link was opened on one day of WIB."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="days")
    day = models.DateField()
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "day"], name="campaign_day_once")]
        verbose_name = _("kunjungan tautan")
        verbose_name_plural = _("kunjungan tautan")

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.day}: {self.visits}"
