"""Arithmetic of one order: what it is worth to its seller, before and after refunds. Whole rupiah, no rounding lost.

All functions take `refunded`, the rupiah given back so far, and are cumulative: the effect of one refund is the
difference of two calls, so any number of partial refunds ends where one full refund would.
"""

from products.orders.models import Order
from products.orders.states import DiscountBy


def house_pays(order: Order, refunded: int = 0) -> int:
    """Return what the house adds for its own voucher; it shrinks with what the buyer gets back."""
    part = order.discount if order.discount_by == DiscountBy.PLATFORM else 0
    return part - part * refunded // order.total if refunded else part


def worth(order: Order, refunded: int = 0) -> int:
    """Return what the order brings in for the seller, commission included."""
    return order.total - refunded + house_pays(order, refunded)


def commission(order: Order, refunded: int = 0) -> int:
    """Return what the house keeps of it: of goods, never of the shipping fee, rounded down."""
    own_discount = order.discount if order.discount_by == DiscountBy.SELLER else 0
    base = min(order.items_total - own_discount, worth(order, refunded))
    return base * order.commission_bp // 10_000


def net(order: Order, refunded: int = 0) -> int:
    """Return what the seller is owed."""
    return worth(order, refunded) - commission(order, refunded)
