"""The commission of a seller's share, settled when it is placed: later rules change no order that is there."""

from collections.abc import Sequence
from datetime import datetime

from products.catalogue.categories import tree
from products.orders.basket import PricedLine, SellerShare
from products.orders.commission_models import CommissionRule
from rumah.core.prepared import Prepared

Scope = tuple[str, int]
HOUSE: Scope = ("house", 0)
RULES = Prepared(lambda: CommissionRule.objects.order_by("valid_from", "pk"))


def rates_of(shares: Sequence[SellerShare], *, at: datetime) -> list[int]:
    """Return the basis points of each share, in one query.

    The rule of its business holds, else of each line's category or the one above it, else of the house, else zero.
    Categories mix by what the lines cost, rounded down for the seller.
    """
    # Later rules overwrite earlier ones of the same scope.
    known = {_scope(rule): rule.basis_points for rule in RULES() if rule.valid_from <= at}
    return [_rate(share, known) for share in shares] if known else [0] * len(shares)


def _scope(rule: CommissionRule) -> Scope:
    if rule.business_id:
        return "business", rule.business_id
    return ("category", rule.category_id) if rule.category_id else HOUSE


def _rate(share: SellerShare, known: dict[Scope, int]) -> int:
    own = known.get(("business", share.business_id))
    if own is not None:
        return own
    return sum(_of_line(line, known) * line.total for line in share.lines) // share.items_total


def _of_line(line: PricedLine, known: dict[Scope, int]) -> int:
    leaf = line.variant.product.category_id
    root = next((category.parent_id for category in tree() if category.pk == leaf), None)
    house = known.get(HOUSE, 0)
    return known.get(("category", leaf), known.get(("category", root), house) if root else house)
