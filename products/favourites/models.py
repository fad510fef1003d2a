"""Favourites of people who signed in, and notices for when something is back. A visitor's own lists are cookies."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product, Variant
from rumah.core.models import OutboxMessage


class Favourite(models.Model):
    """A product a person wants to find again."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="favourites")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "product"], name="favourite_once")]
        indexes = [models.Index(F("user"), F("added_at").desc(), F("id").desc(), name="favourite_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.product_id}"


class StockNotice(models.Model):
    """One message promised for when a sold-out variant is back: waiting → sent or stopped, once."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        SENT = "sent", _("terkirim")
        STOPPED = "stopped", _("dihentikan")

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10, choices=OutboxMessage.Channel.choices)
    to = models.CharField(max_length=254, blank=True, help_text="forgotten once the notice is over")
    language = models.CharField(max_length=2, default="id")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    consented_at = models.DateTimeField(help_text="when the person asked for the message")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "to"], condition=Q(state="waiting"), name="notice_waiting_once"),
            models.CheckConstraint(
                condition=(Q(state="waiting") & ~Q(to="") & Q(ended_at=None))
                | (~Q(state="waiting") & Q(to="") & Q(ended_at__isnull=False)),
                name="notice_forgets_whom_it_told",
            ),
        ]
        indexes = [
            models.Index(fields=["variant", "id"], condition=Q(state="waiting"), name="notice_waiting"),
            models.Index(fields=["to"], condition=Q(state="waiting"), name="notice_of_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.variant_id}"
