"""The words for payment and fulfilment: two axes that never mix. The purchase's status is derived from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(models.TextChoices):
    """Where the money of a purchase is."""

    AWAITING = "awaiting", _("menunggu pembayaran")
    PAID = "paid", _("dibayar")
    EXPIRED = "expired", _("kedaluwarsa")
    CANCELLED = "cancelled", _("dibatalkan")
    REFUND_DUE = "refund_due", _("dana akan dikembalikan")
    COD = "cod", _("bayar di tempat")


# expired → paid: a late payment revives the purchase while stock remains, otherwise the money goes back.
PAYMENT_ALLOWED: dict[str, frozenset[str]] = {
    PaymentState.AWAITING: frozenset({PaymentState.PAID, PaymentState.EXPIRED, PaymentState.CANCELLED}),
    PaymentState.EXPIRED: frozenset({PaymentState.PAID, PaymentState.REFUND_DUE}),
    PaymentState.CANCELLED: frozenset({PaymentState.REFUND_DUE}),
    PaymentState.PAID: frozenset({PaymentState.REFUND_DUE}),
    PaymentState.REFUND_DUE: frozenset(),
    # Cash has no deadline: it is paid when every seller has theirs, or cancelled when nothing is left to deliver.
    PaymentState.COD: frozenset({PaymentState.PAID, PaymentState.CANCELLED}),
}


class Fulfilment(models.TextChoices):
    """Where the goods of one seller's order are."""

    WAITING = "waiting", _("menunggu pembayaran")
    TO_ACCEPT = "to_accept", _("perlu tindakan")
    TO_SHIP = "to_ship", _("perlu dikirim")
    SHIPPED = "shipped", _("dikirim")
    COMPLETED = "completed", _("selesai")
    CANCELLED = "cancelled", _("batal")


FULFILMENT_ALLOWED: dict[str, frozenset[str]] = {
    Fulfilment.WAITING: frozenset({Fulfilment.TO_ACCEPT, Fulfilment.CANCELLED}),
    Fulfilment.TO_ACCEPT: frozenset({Fulfilment.TO_SHIP, Fulfilment.CANCELLED}),
    Fulfilment.TO_SHIP: frozenset({Fulfilment.SHIPPED, Fulfilment.CANCELLED}),
    # shipped → cancelled: refused at the door, nothing paid (cash.call_off alone does so).
    Fulfilment.SHIPPED: frozenset({Fulfilment.COMPLETED, Fulfilment.CANCELLED}),
    # cancelled → to_accept: the late payment above brings the seller's order back.
    Fulfilment.CANCELLED: frozenset({Fulfilment.TO_ACCEPT}),
    Fulfilment.COMPLETED: frozenset(),
}


# Where the seller reads what to do, the buyer reads what is being done.
BUYERS_WORDS = {Fulfilment.TO_ACCEPT: _("menunggu penjual"), Fulfilment.TO_SHIP: _("sedang disiapkan")}


class Delivery(models.TextChoices):
    """How the goods reach the buyer."""

    SHIP = "ship", _("dikirim")
    PICKUP = "pickup", _("ambil di Rumah Kreatif")
    OWN = "own", _("diantar penjual")


NEEDS_ADDRESS = frozenset({Delivery.SHIP, Delivery.OWN})


class DiscountBy(models.TextChoices):
    """Who pays what a voucher takes off."""

    PLATFORM = "platform", _("rumah")
    SELLER = "seller", _("penjual")
