"""The simulator's own books: what it was asked for, and what was paid. Amounts are minor units, as at Stripe."""

from django.db import models
from django.db.models import F, Q


class SimulatedSession(models.Model):
    """A Checkout Session with its payment."""

    id = models.CharField(primary_key=True, max_length=80)
    intent = models.CharField(max_length=80, unique=True, help_text="id of the payment")
    status = models.CharField(max_length=10, default="open", help_text="open, complete, expired")
    payment_status = models.CharField(max_length=10, default="unpaid", help_text="unpaid, paid")
    intent_status = models.CharField(max_length=30, default="requires_payment_method")
    amount = models.PositiveBigIntegerField(help_text="minor units")
    currency = models.CharField(max_length=3)
    received = models.PositiveBigIntegerField(default=0, help_text="minor units")
    refunded = models.PositiveBigIntegerField(default=0, help_text="minor units")
    client_reference_id = models.CharField(max_length=200, blank=True)
    metadata = models.JSONField(default=dict)
    lines = models.JSONField(default=list, help_text="[{name, unit_amount, quantity}]")
    locale = models.CharField(max_length=10, blank=True)
    success_url = models.URLField(max_length=600)
    cancel_url = models.URLField(max_length=600, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(refunded__lte=F("received")), name="never_over_refunded")]

    def __str__(self) -> str:
        return self.id


class SimulatedCharge(models.Model):
    """A payment at Midtrans (QRIS, virtual account) or Xendit (invoice), in whole rupiah."""

    id = models.CharField(primary_key=True, max_length=60, help_text="the provider's own name for it")
    provider = models.CharField(max_length=10)
    order_id = models.CharField(max_length=60, help_text="the shop's name for it")
    kind = models.CharField(max_length=20, help_text="qris, bank_transfer, invoice")
    status = models.CharField(max_length=20, help_text="in the provider's words")
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    currency = models.CharField(max_length=3, default="IDR")
    received = models.PositiveBigIntegerField(default=0)
    refunded = models.PositiveBigIntegerField(default=0)
    detail = models.JSONField(default=dict, help_text="what was asked for and what the payer needs")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "order_id"], name="simulated_order_once"),
            models.CheckConstraint(condition=Q(refunded__lte=F("received")), name="charge_never_over_refunded"),
        ]

    def __str__(self) -> str:
        return self.id


class SimulatedRefund(models.Model):
    """Money that went back, in the units of its payment; `key` is the name under which it is made only once."""

    id = models.CharField(primary_key=True, max_length=60)
    provider = models.CharField(max_length=10)
    payment = models.CharField(max_length=80, db_index=True)
    key = models.CharField(max_length=120, blank=True)
    amount = models.PositiveBigIntegerField()
    status = models.CharField(max_length=20, default="succeeded")
    metadata = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "key"], condition=~Q(key=""), name="simulated_refund_once")
        ]

    def __str__(self) -> str:
        return self.id


class SimulatedIdempotency(models.Model):
    """The answer once given under a key; the same question gets it again."""

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="of path and parameters")
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
