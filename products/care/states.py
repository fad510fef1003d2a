"""The words of complaints. This axis stands apart from payment, fulfilment and refund."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """What is wrong with the line."""

    NOT_ARRIVED = "not_arrived", _("barang belum sampai")
    DAMAGED = "damaged", _("barang rusak")
    WRONG = "wrong", _("barang tidak sesuai pesanan")
    FEWER = "fewer", _("jumlah barang kurang")


class Solution(models.TextChoices):
    """What is asked for, offered or decided."""

    REFUND_ALL = "refund_all", _("uang kembali seluruhnya")
    REFUND_PART = "refund_part", _("uang kembali sebagian")
    SEND_AGAIN = "send_again", _("barang dikirim lagi")
    OTHER = "other", _("cara lain")
    NOTHING = "nothing", _("tanpa ganti")


REFUNDS = frozenset({Solution.REFUND_ALL, Solution.REFUND_PART})
WISHES = tuple((code, label) for code, label in Solution.choices if code != Solution.NOTHING)


class ComplaintState(models.TextChoices):
    """Where a complaint is."""

    OPEN = "open", _("menunggu jawaban penjual")
    SELLER_ANSWERED = "answered", _("menunggu jawaban pembeli")
    AGREED = "agreed", _("disepakati, menunggu dipenuhi")
    ESCALATED = "escalated", _("diperiksa petugas")
    RESOLVED = "resolved", _("selesai dengan penggantian")
    CLOSED = "closed", _("ditutup tanpa penggantian")
    WITHDRAWN = "withdrawn", _("dicabut pembeli")


COMPLAINT_ALLOWED: dict[str, frozenset[str]] = {
    ComplaintState.OPEN: frozenset(
        {
            ComplaintState.SELLER_ANSWERED,
            ComplaintState.AGREED,
            ComplaintState.ESCALATED,
            ComplaintState.WITHDRAWN,
        }
    ),
    # answered → closed: the seller refused and the buyer let it rest.
    ComplaintState.SELLER_ANSWERED: frozenset(
        {ComplaintState.AGREED, ComplaintState.ESCALATED, ComplaintState.WITHDRAWN, ComplaintState.CLOSED}
    ),
    ComplaintState.AGREED: frozenset({ComplaintState.RESOLVED, ComplaintState.ESCALATED, ComplaintState.WITHDRAWN}),
    ComplaintState.ESCALATED: frozenset(
        {ComplaintState.AGREED, ComplaintState.RESOLVED, ComplaintState.CLOSED, ComplaintState.WITHDRAWN}
    ),
    ComplaintState.RESOLVED: frozenset(),
    ComplaintState.CLOSED: frozenset(),
    ComplaintState.WITHDRAWN: frozenset(),
}
OPEN_STATES = frozenset(state for state, after in COMPLAINT_ALLOWED.items() if after)


class Party(models.TextChoices):
    """Who took a step."""

    BUYER = "buyer", _("pembeli")
    SELLER = "seller", _("penjual")
    STAFF = "staff", _("petugas")
    CLOCK = "clock", _("sistem")
