"""Money on its way back to a buyer, and what each order earned and cost its seller."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.orders.models import Order, Purchase
from products.payments.refund_states import Origin, RefundState, TransferKind
from rumah.businesses.models import Business, private_storage
from rumah.core.sealed import SealedField, masked


class Refund(models.Model):
    """Rupiah that go back to the buyer, once by its key. Bank details are asked for only when a person must pay."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(
        "payments.Attempt", models.PROTECT, null=True, blank=True, related_name="refunds",
        help_text="the payment it goes back through; none for what was paid in cash",
    )  # fmt: skip
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="refunds")
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    origin = models.CharField(max_length=10, choices=Origin.choices, help_text="the account it was taken from")
    reason = models.CharField(max_length=200)
    key = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=6, choices=RefundState.choices, default=RefundState.DUE)
    reference = models.CharField(max_length=120, blank=True, help_text="the provider's name for it")
    requested_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True, help_text="last asked of the provider")
    closed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    bank_name = models.CharField(max_length=60, blank=True)
    account_number = SealedField(blank=True, help_text="erased when it is done")
    account_holder = models.CharField(max_length=120, blank=True, help_text="erased when it is done")
    proof = models.FileField(storage=private_storage, upload_to="bukti-kembali/", blank=True)
    by_withdrawal = models.BooleanField(default=False, help_text="the provider took the payment back: nothing is sent")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something"),
            models.CheckConstraint(condition=Q(attempt__isnull=False) | Q(order__isnull=False), name="refund_of_whom"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(account_number="", account_holder="", closed_at__isnull=False),
                name="refund_done_forgets_account",
            ),
        ]
        indexes = [
            models.Index(fields=["tried_at"], condition=Q(state__in=["due", "sent"]), name="refund_to_work"),
            models.Index(fields=["requested_at"], condition=Q(state="manual"), name="refund_manual"),
        ]
        verbose_name = _("pengembalian dana")
        verbose_name_plural = _("pengembalian dana")

    def __str__(self) -> str:
        return f"{self.purchase_id}: {self.amount}"

    @property
    def masked(self) -> str:
        """The account number as it may be shown."""
        return masked(self.account_number)


class Transfer(models.Model):
    """What one order moves between the house and its seller: earned when complete, taken back by refunds after it.

    What the house paid for its parcels goes off when it ends, and is corrected when a courier corrects its price.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="transfers")
    business = models.ForeignKey(Business, models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=6, choices=TransferKind.choices)
    reference = models.CharField(max_length=60, unique=True)
    amount = models.BigIntegerField(help_text="rupiah, signed, after commission")
    commission = models.BigIntegerField(default=0, help_text="rupiah, signed, kept by the house")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"], condition=Q(kind__in=["earned", "cash"]), name="transfer_earned_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="earned", amount__gte=0, commission__gte=0)
                | Q(kind__in=["refund", "cash"], amount__lte=0, commission__lte=0)
                | Q(kind="parcel", commission=0),
                name="transfer_signed",
            ),
        ]
        indexes = [
            models.Index(fields=["business", "at", "id"], name="transfer_of_business"),
            # The lounge counts by day.
            models.Index(fields=["at"], name="transfer_by_day"),
        ]
        verbose_name = _("pendapatan penjual")
        verbose_name_plural = _("pendapatan penjual")

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"


class CourierCost(models.Model):
    """What a courier company took from the house's account there for one parcel; its seller bears it."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="courier_costs")
    reference = models.CharField(max_length=40, unique=True, help_text="the booking's name")
    amount = models.PositiveBigIntegerField(help_text="rupiah; nothing when the courier was called off")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ongkos kurir")
        verbose_name_plural = _("ongkos kurir")

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"
