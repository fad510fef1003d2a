"""Vouchers, and who used them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business


class Voucher(models.Model):
    """A discount by code. Paid by its seller, for that seller's goods; without a seller by the house, for all goods.

    `spent` and `uses` are kept by the verbs with one conditional UPDATE each, the checks below stand behind them.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        FIXED = "fixed", _("potongan rupiah")
        PERCENT = "percent", _("potongan persen")

    code = models.CharField(
        _("kode"), max_length=20, unique=True,
        validators=[RegexValidator(r"^[A-Z0-9]{4,20}$", _("Kode: 4 sampai 20 huruf besar atau angka."))],
    )  # fmt: skip
    business = models.ForeignKey(
        Business, models.CASCADE, null=True, blank=True, related_name="vouchers", verbose_name=_("penjual"),
        help_text=_("kosong: dibayar rumah ini, untuk semua barang"),
    )  # fmt: skip
    kind = models.CharField(_("jenis"), max_length=7, choices=Kind.choices, default=Kind.FIXED)
    value = models.PositiveBigIntegerField(_("nilai"), help_text=_("rupiah, atau persen 1 sampai 100"))
    cap = models.PositiveBigIntegerField(_("potongan paling banyak"), null=True, blank=True, help_text="rupiah")
    minimum = models.PositiveBigIntegerField(_("belanja paling sedikit"), default=0, help_text="rupiah")
    per_buyer = models.PositiveSmallIntegerField(_("kali per pembeli"), default=1)
    valid_from = models.DateTimeField(_("berlaku mulai"))
    valid_until = models.DateTimeField(_("berlaku sampai"))
    budget = models.PositiveBigIntegerField(_("anggaran"), null=True, blank=True, help_text="rupiah")
    max_uses = models.PositiveIntegerField(_("jumlah pemakaian"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("terpakai (rupiah)"), default=0)
    uses = models.PositiveIntegerField(_("terpakai (kali)"), default=0)
    is_active = models.BooleanField(_("aktif"), default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["fixed", "percent"]), name="voucher_kind_known"),
            models.CheckConstraint(
                condition=Q(value__gt=0) & (Q(kind="fixed") | Q(value__lte=100)), name="voucher_value_sane"
            ),
            models.CheckConstraint(condition=Q(per_buyer__gt=0), name="voucher_per_buyer_positive"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="voucher_ends_after_start"),
            models.CheckConstraint(
                condition=Q(budget__isnull=False) | Q(max_uses__isnull=False), name="voucher_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(spent__lte=F("budget")), name="voucher_never_overspent"
            ),
            models.CheckConstraint(
                condition=Q(max_uses=None) | Q(uses__lte=F("max_uses")), name="voucher_never_overused"
            ),
        ]  # fmt: skip
        indexes = [models.Index(F("business"), F("created_at").desc(), F("id").desc(), name="voucher_of_business")]
        verbose_name = _("voucher")
        verbose_name_plural = _("voucher")

    def __str__(self) -> str:
        return self.code


class VoucherUse(models.Model):
    """A voucher used by a purchase; `given_back_at` when the purchase came to nothing."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="used")
    purchase = models.OneToOneField("orders.Purchase", models.PROTECT, related_name="voucher_use")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    phone = models.CharField(max_length=16, help_text="E.164")
    amount = models.PositiveBigIntegerField(help_text="rupiah")
    used_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="voucher_use_positive")]
        indexes = [
            models.Index(fields=["voucher", "phone"], condition=Q(given_back_at=None), name="voucher_use_phone"),
        ]
        verbose_name = _("pemakaian voucher")
        verbose_name_plural = _("pemakaian voucher")

    def __str__(self) -> str:
        return f"{self.voucher_id}: {self.amount}"
