"""Money that reaches the house's bank, and what leaves it for couriers; payouts and refunds are elsewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import private_storage

# The source of money that is the house's own, beside the names of payment companies.
OWN = "house"


class Till(models.Model):
    """A place where money lies (`bank`, or a payment company). Its row is the lock of whoever takes money out of it."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=20, primary_key=True)

    def __str__(self) -> str:
        return self.name


class StatementLine(models.Model):
    """What every line of the bank statement has that staff noted; `voided_*` when it was a mistake."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    on = models.DateField(help_text="day on the bank statement")
    reference = models.CharField(max_length=60, help_text="capitals, as on the statement")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class BankReceipt(StatementLine):
    """A line of the bank statement that brought money in, once by its reference. A mistake is voided, never changed.

    From a payment company it is what lay there less its fee; from the house it is what vouchers, fees and losses cost.
    """

    source = models.CharField(max_length=20, help_text="a payment company, or the house")
    amount = models.PositiveBigIntegerField(help_text="rupiah that arrived")
    fee = models.PositiveBigIntegerField(default=0, help_text="rupiah the company kept")
    proof = models.FileField(storage=private_storage, upload_to="bukti-masuk/")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_of_something"),
            models.CheckConstraint(condition=~Q(source=OWN) | Q(fee=0), name="receipt_own_without_fee"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="receipt_voided_why"),
            models.UniqueConstraint(
                fields=["source", "reference"], condition=Q(voided_at=None), name="receipt_reference_once"
            ),
        ]
        verbose_name = _("uang masuk ke bank")
        verbose_name_plural = _("uang masuk ke bank")

    def __str__(self) -> str:
        return f"{self.source} {self.reference}"

    @property
    def whence(self) -> str:
        """The source in words."""
        return str(_("Dana sendiri")) if self.source == OWN else self.source.title()


class CourierTopUp(StatementLine):
    """A line of the bank statement that filled up the house's account at a courier company. A mistake is voided."""

    amount = models.PositiveBigIntegerField(help_text="rupiah that left the bank")
    proof = models.FileField(storage=private_storage, upload_to="bukti-kurir/")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="top_up_of_something"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="top_up_voided_why"),
            models.UniqueConstraint(fields=["reference"], condition=Q(voided_at=None), name="top_up_reference_once"),
        ]
        verbose_name = _("isi saldo kurir")
        verbose_name_plural = _("isi saldo kurir")

    def __str__(self) -> str:
        return f"KURIR {self.reference}"
