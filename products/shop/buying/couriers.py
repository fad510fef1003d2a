"""Couriers' own rates for the parcels of a cart, as the pages of paying offer them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from products.orders.basket import PricedLine
from products.orders.quotes import SERVICE, Rate, is_postal_code, postal_code_of, question
from products.orders.states import Delivery
from products.orders.ways import settings_of
from products.shipping.carriers import carrier
from products.shipping.rates import quote
from rumah.businesses.models import Business

Group = Sequence[PricedLine]


@dataclass(frozen=True, slots=True)
class Offered:
    """Rates by business; `is_silent`: no answer came; `needs_village`: the place is too wide for a courier's rate."""

    rates: dict[int, list[Rate]] = field(default_factory=dict)
    is_silent: bool = False
    needs_village: bool = False

    def of(self, business: Business) -> list[Rate]:
        """Return the seller's, cheapest first."""
        return self.rates.get(business.pk, [])


NO_RATES = Offered()


def is_live(business: Business) -> bool:
    """Whether the seller's parcels are offered at couriers' own rates here."""
    mine = settings_of(business)
    return mine.live_rates and mine.courier and carrier() is not None


def offered_rates(groups: Sequence[Group], *, destination: str) -> Offered:
    """Return the rates of each seller who uses them, to `destination` (kecamatan or village); none without one.

    Waits for the carrier within its limit where it was not asked before; see `shipping.rates.quote`.
    """
    mine = [(own[0].variant.product.business, own) for own in groups]
    live = [(business, own) for business, own in mine if is_live(business)]
    if not live or not destination:
        return NO_RATES
    if not is_postal_code(postal_code_of(destination)):
        return Offered(needs_village=True)
    asked = {business.pk: question(business, own, destination=destination) for business, own in live}
    told = quote([one for one in asked.values() if one])
    rates = {pk: told.rates[one.key] for pk, one in asked.items() if one and one.key in told.rates}
    return Offered(rates, is_silent=told.is_silent)


def split(value: str) -> tuple[str, str]:
    """Return way and courier of a choice: `ship:jne/reg` → `ship`, `jne/reg`; the courier is empty elsewhere."""
    way, _colon, courier = value.partition(":")
    return (way, courier) if way == Delivery.SHIP and SERVICE.fullmatch(courier) else (value, "")


def joined(way: str, courier: str) -> str:
    """Return the choice of way and courier."""
    return f"{way}:{courier}" if courier and way == Delivery.SHIP else way
