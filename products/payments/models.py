"""Tries at paying, and what providers told us about them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.orders.models import Purchase
from products.payments.refund_models import CourierCost, Refund, Transfer
from products.payments.states import AttemptState
from products.payments.transfer_models import TransferProof

__all__ = ["Attempt", "CourierCost", "Refund", "Transfer", "TransferProof", "WebhookEvent"]


class Attempt(models.Model):
    """One try at paying a purchase through one provider. Committed before the provider is called."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="attempts")
    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.CREATED)
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    received = models.PositiveBigIntegerField(null=True, blank=True, help_text="rupiah the provider says it took")
    refunded = models.PositiveBigIntegerField(default=0, help_text="rupiah given back, or on the way back")
    reference = models.CharField(max_length=120, blank=True, help_text="the provider's name for it")
    payment_reference = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=600, blank=True, help_text="where the buyer pays")
    qr = models.CharField(max_length=600, blank=True, help_text="text of the QR code to scan")
    bank = models.CharField(max_length=40, blank=True, help_text="where to transfer to")
    account = models.CharField(max_length=40, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True, help_text="last asked of the provider")
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="settled, then denied by the provider")
    withdrawn = models.PositiveBigIntegerField(default=0, help_text="rupiah that the provider took back with it")
    attended_at = models.DateTimeField(null=True, blank=True, help_text="when a person had dealt with that")
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purchase"], condition=Q(state__in=["created", "pending"]), name="attempt_one_live"
            ),
            models.UniqueConstraint(fields=["purchase"], condition=Q(state="settled"), name="attempt_one_settled"),
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~Q(reference=""), name="attempt_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(refunded=0) | Q(received__isnull=False, refunded__lte=F("received")),
                name="attempt_refunded_within",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=0) | Q(withdrawn_at__isnull=False, withdrawn__lte=F("received")),
                name="attempt_withdrawn_within",
            ),
        ]
        indexes = [
            models.Index(
                fields=["checked_at"], condition=Q(state__in=["created", "pending"]), name="attempt_to_poll"
            ),
            models.Index(fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="attempt_withdrawn"),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="attempt_to_recheck"),
        ]  # fmt: skip
        verbose_name = _("upaya bayar")
        verbose_name_plural = _("upaya bayar")

    def __str__(self) -> str:
        return f"{self.provider} {self.id}"


class WebhookEvent(models.Model):
    """A provider's message without what it says about people: kept once by its id, processed until it succeeds."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, blank=True, related_name="events")
    reference = models.CharField(max_length=120, blank=True, help_text="the provider's name for what it is about")
    payload = models.JSONField()
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="webhook_once")]
        indexes = [models.Index(fields=["received_at"], condition=Q(processed_at=None), name="webhook_unprocessed")]
        verbose_name = _("kabar penyedia pembayaran")
        verbose_name_plural = _("kabar penyedia pembayaran")

    def __str__(self) -> str:
        return f"{self.provider} {self.kind}"
