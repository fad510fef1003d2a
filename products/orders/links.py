"""The signed link to a purchase: who has it may see the purchase, signed in or not."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

from products.orders.models import Order, Purchase

SALT = "orders.purchase"


def purchase_token(number: str) -> str:
    """Return the token that belongs to this number, and to no other."""
    return Signer(salt=SALT).signature(number)


def purchase_by_token(number: str, token: str) -> Purchase | None:
    """Return the purchase if the token fits its number; a wrong token and a missing purchase look the same."""
    try:
        Signer(salt=SALT).unsign(f"{number}:{token}")
    except BadSignature:
        return None
    return Purchase.objects.filter(number=number).first()


def purchase_path(purchase: Purchase) -> str:
    """Return the path of the purchase's page with its token."""
    return f"/pesanan/{purchase.number}/?t={purchase_token(purchase.number)}"


def purchase_url(purchase: Purchase) -> str:
    """Return the full address of the purchase's page, for messages and for providers."""
    return f"{settings.BASE_URL}{purchase_path(purchase)}"


def seller_url(order: Order) -> str:
    """Return the full address of the order's page in its seller's Toko saya."""
    return f"{settings.BASE_URL}/toko-saya/{order.business.slug}/pesanan/{order.number}/"
