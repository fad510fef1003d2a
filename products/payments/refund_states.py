"""The words for money on its way back, and for what an order moves between the house and its seller."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefundState(models.TextChoices):
    """Where a refund stands. `failed` lasts no moment: it becomes `manual` in the same transaction."""

    DUE = "due", _("akan dikirim")
    SENT = "sent", _("dalam proses penyedia")
    FAILED = "failed", _("ditolak penyedia")
    MANUAL = "manual", _("perlu ditransfer petugas")
    DONE = "done", _("sudah dikembalikan")


OPEN = (RefundState.DUE, RefundState.SENT, RefundState.MANUAL)
# Done is left only when a payment returns that a provider had taken back, and that had stood for the refund.
REFUND_ALLOWED: dict[str, frozenset[str]] = {
    RefundState.DUE: frozenset({RefundState.SENT, RefundState.DONE, RefundState.FAILED, RefundState.MANUAL}),
    RefundState.SENT: frozenset({RefundState.DONE, RefundState.FAILED}),
    RefundState.FAILED: frozenset({RefundState.MANUAL}),
    RefundState.MANUAL: frozenset({RefundState.DONE}),
    RefundState.DONE: frozenset({RefundState.DUE}),
}


class Origin(models.TextChoices):
    """The account of the ledger that a refund was taken from."""

    HELD = "held", _("tertahan untuk penjual")
    PAYABLE = "payable", _("hak penjual")
    SURPLUS = "surplus", _("pembayaran berlebih")
    SUSPENSE = "suspense", _("pembayaran ditinjau")
    REFUND_DUE = "refund_due", _("pembayaran terlambat")


class TransferKind(models.TextChoices):
    """Why money moves between the house and a seller."""

    EARNED = "earned", _("pesanan selesai")
    REFUND = "refund", _("dikembalikan ke pembeli")
    CASH = "cash", _("sudah diterima tunai")
    PARCEL = "parcel", _("ongkos kurir")
