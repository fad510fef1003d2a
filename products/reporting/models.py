"""A report of a product."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Product
from rumah.core.models import OutboxMessage


class Reason(models.TextChoices):
    """What is wrong with what is offered."""

    FORBIDDEN = "forbidden", _("Barang terlarang atau berbahaya")
    FALSE = "false", _("Keterangan, izin, atau label halal tidak benar")
    COPIED = "copied", _("Foto, merek, atau karya milik orang lain")
    INDECENT = "indecent", _("Kata atau gambar tidak pantas")
    SCAM = "scam", _("Penipuan")
    OTHER = "other", _("Lainnya")


class ReportState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("menunggu petugas")
    DISMISSED = "dismissed", _("tidak ada yang perlu diubah")
    ASKED = "asked", _("pemilik diminta memperbaiki")
    HIDDEN = "hidden", _("produk ditahan")


class ProductReport(models.Model):
    """One report. The contact is forgotten some weeks after the decision (see `forget`)."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    product = models.ForeignKey(Product, models.CASCADE, related_name="reports", verbose_name=_("produk"))
    reason = models.CharField(_("alasan"), max_length=12, choices=Reason.choices)
    text = models.TextField(_("keterangan"), max_length=1000, blank=True)
    channel = models.CharField(max_length=10, choices=OutboxMessage.Channel.choices, blank=True)
    contact = models.CharField(max_length=254, blank=True, help_text="E.164 or e-mail, only to tell the outcome")
    language = models.CharField(max_length=2, default="id")
    created_at = models.DateTimeField(_("dilaporkan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    answer = models.TextField(_("jawaban"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="report_reason_known"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="report_decided_dated",
            ),
            models.CheckConstraint(condition=Q(state="open") | ~Q(answer=""), name="report_decided_with_a_reason"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="open"), name="report_open"),
            models.Index(
                fields=["decided_at"], name="report_to_forget", condition=Q(decided_at__isnull=False) & ~Q(contact="")
            ),
            models.Index(F("product"), F("id").desc(), name="report_of_product"),
        ]
        verbose_name = _("laporan produk")
        verbose_name_plural = _("laporan produk")
        permissions = [("decide_productreport", _("Boleh memutuskan laporan produk"))]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.product_id}"
