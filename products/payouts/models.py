"""A seller's bank account, and the payouts that bring what was earned there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.payments.models import Transfer
from products.payouts.bank_models import OWN, BankReceipt, CourierTopUp, Till
from products.payouts.states import PayoutState
from rumah.businesses.models import Business, private_storage
from rumah.core.sealed import SealedField, masked

__all__ = [
    "OWN", "BankFile", "BankReceipt", "CourierTopUp", "Payout", "PayoutAccount", "PayoutItem", "TaxThreshold", "Till",
]  # fmt: skip


class PayoutAccount(models.Model):
    """Where a business wants its money. Private: only its members and the staff who pay see it."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.OneToOneField(Business, models.PROTECT, primary_key=True, related_name="payout_account")
    bank = models.CharField(max_length=60)
    number = SealedField()
    holder = models.CharField(max_length=120)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="a change takes the confirmation away")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["changed_at"], condition=Q(confirmed_at=None), name="account_unconfirmed")]
        verbose_name = _("rekening usaha")
        verbose_name_plural = _("rekening usaha")

    def __str__(self) -> str:
        return f"{self.bank} {self.masked}"

    @property
    def masked(self) -> str:
        """The number as it may be shown."""
        return masked(self.number)


class BankFile(models.Model):
    """One export for the bank: the payouts in it were ready and no other file has them."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("berkas bank")
        verbose_name_plural = _("berkas bank")

    def __str__(self) -> str:
        return f"TRF-{self.pk}"


class Payout(models.Model):
    """One bank transfer to one business, for the transfers in it. Bank details are as they were when it was made."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(Business, models.PROTECT, related_name="payouts")
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    state = models.CharField(max_length=8, choices=PayoutState.choices, default=PayoutState.READY)
    bank = models.CharField(max_length=60)
    number = SealedField()
    holder = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    file = models.ForeignKey(BankFile, models.PROTECT, null=True, blank=True, related_name="payouts")
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    proof = models.FileField(storage=private_storage, upload_to="bukti-bayar/", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payout_of_something"),
            models.CheckConstraint(condition=Q(state="ready") | Q(file__isnull=False), name="payout_in_a_file"),
            models.CheckConstraint(condition=~Q(state="paid") | Q(paid_at__isnull=False), name="payout_paid_dated"),
            # One at a time: what is earned meanwhile waits for the next.
            models.UniqueConstraint(
                fields=["business"], condition=Q(state__in=["ready", "exported"]), name="payout_one_open"
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="payout_by_state")]
        verbose_name = _("pencairan")
        verbose_name_plural = _("pencairan")

    def __str__(self) -> str:
        return f"CR-{self.pk}"


class PayoutItem(models.Model):
    """A transfer is in one payout at most: that is what makes paying twice impossible."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="items")
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="paid_in")

    class Meta:
        verbose_name = _("isi pencairan")
        verbose_name_plural = _("isi pencairan")

    def __str__(self) -> str:
        return f"{self.payout_id}: {self.transfer_id}"


class TaxThreshold(models.Model):
    """A yearly turnover from which something else holds for a seller: editable, because rules change."""

    name = models.CharField(_("ketentuan"), max_length=120, help_text=_("misalnya: PPh final 0,5% mulai berlaku"))
    amount = models.PositiveBigIntegerField(_("omzet setahun"), help_text=_("rupiah"))
    valid_from = models.DateField(_("berlaku mulai"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    note = models.CharField(_("penjelasan untuk pemilik"), max_length=300, blank=True)
    source = models.CharField(_("sumber"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="threshold_positive"),
            models.UniqueConstraint(fields=["name", "valid_from"], name="threshold_once"),
        ]
        verbose_name = _("ambang pajak")
        verbose_name_plural = _("ambang pajak")

    def __str__(self) -> str:
        return self.name
