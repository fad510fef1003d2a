"""Buy again: what can still be bought goes into the cart, what cannot is named."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from products.orders import cart
from products.orders.models import Cart, OrderLine, Purchase
from products.stock.models import StockLevel
from rumah.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Again:
    """The cart (None when nothing could be added), how many lines went in, and a sentence for each that did not."""

    cart: Cart | None
    added: int
    refused: list[str]


def buy_again(*, purchase: Purchase, token: str, user: Any = None) -> Again:
    """Put the purchase's lines into the visitor's cart, at today's prices and as many as are free."""
    lines = OrderLine.objects.filter(order__purchase=purchase).select_related("variant__product").order_by("pk")
    free = {shelf.pk: shelf.free for shelf in StockLevel.objects.filter(variant__order_lines__in=lines).distinct()}
    basket, added, refused = None, 0, []
    for line in lines:
        left = min(line.quantity, free.get(line.variant_id, 0))
        try:
            if line.variant.is_active and line.variant.product.is_listed and left <= 0:
                raise DomainError(_("Stok habis."))
            basket = cart.add(token=token, user=user, variant_id=line.variant_id, quantity=max(left, 1))
            # The first line may have made the cart; the others must find it.
            token = basket.token
        except DomainError as error:
            refused.append(_("%(name)s: %(problem)s") % {"name": line.product_name, "problem": error})
            continue
        added += 1
        if left < line.quantity:
            facts = {"name": line.product_name, "left": left, "wanted": line.quantity}
            refused.append(_("%(name)s: hanya %(left)d dari %(wanted)d yang tersedia.") % facts)
    return Again(basket, added, refused)
