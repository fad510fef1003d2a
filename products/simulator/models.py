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


class SimulatedIdempotency(models.Model):
    """The answer once given under a key; the same question gets it again."""

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="of path and parameters")
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
