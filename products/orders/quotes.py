"""Couriers' own rates as orders know them: the question about one parcel, and the answers that still hold.

Nobody here asks a courier; `shipping.quote` does so and leaves the answers.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from products.orders.models import CourierQuote
from products.orders.shipping import Fee, kilograms
from products.orders.ways import settings_of
from rumah.businesses.models import Business
from rumah.core import clock, regions

if TYPE_CHECKING:
    from products.orders.basket import PricedLine

SERVICE = re.compile(r"[\w.&-]{1,20}/[\w.&-]{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """Goods in a parcel: rupiah, grams and millimetres of one piece."""

    name: str
    value: int
    weight: int
    quantity: int
    length: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """What one service of one courier costs. `days` are those it takes, (0, 0) where the carrier does not say."""

    courier: str
    service: str
    name: str
    rupiah: int
    days: tuple[int, int]

    @property
    def code(self) -> str:
        """Return courier and service as a form sends them: `jne/reg`."""
        return f"{self.courier}/{self.service}"

    def fee(self, grams: int) -> Fee:
        """Return the fee of a parcel of so many grams, which the carrier has weighed already."""
        return Fee(self.rupiah, kilograms(grams), *self.days)


@dataclass(frozen=True, slots=True)
class Question:
    """What a courier is asked for one seller's parcel; both postal codes are five digits."""

    origin: str
    destination: str
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        """The same for the same parcel on the same way."""
        pieces = sorted([item.value, item.weight, item.quantity, item.length, item.width, item.height]
                        for item in self.items)  # fmt: skip
        return hashlib.sha256(json.dumps([self.origin, self.destination, pieces]).encode()).hexdigest()


def question(business: Business, lines: Sequence["PricedLine"], *, destination: str) -> Question | None:
    """Return what to ask about these lines; None where the seller does not use couriers' rates or a code is unsure."""
    if not settings_of(business).live_rates:
        return None
    origin, target = origin_of(business), postal_code_of(destination)
    if not (is_postal_code(origin) and is_postal_code(target)):
        return None
    items = tuple(
        Item(one.variant.product.name, one.variant.price, one.variant.weight, one.quantity, one.variant.length,
             one.variant.width, one.variant.height)
        for one in lines
    )  # fmt: skip
    return Question(origin, target, items)


def answers(keys: Collection[str], *, spare: timedelta = timedelta()) -> dict[str, list[Rate]]:
    """Return the answers that hold for `spare` longer, by the question's key, in one query; none for no keys."""
    if not keys:
        return {}
    rows = CourierQuote.objects.filter(key__in=keys, expires_at__gt=clock.now() + spare)
    return {row.key: [_read(one) for one in row.rates] for row in rows}


def written(rates: Sequence[Rate]) -> list[dict[str, Any]]:
    """Return the rates as a row keeps them."""
    return [asdict(rate) for rate in rates]


def _read(kept: Mapping[str, Any]) -> Rate:
    soon, late = kept["days"]
    return Rate(kept["courier"], kept["service"], kept["name"], kept["rupiah"], (soon, late))


def origin_of(business: Business) -> str:
    """Return where the seller's parcels start, or an empty string."""
    return business.postal_code or postal_code_of(business.region_code)


def postal_code_of(region_code: str) -> str:
    """Return the postal code of a village, or of a kecamatan whose villages share one; nothing where it is unsure."""
    region = regions.get(region_code)
    if region is None:
        return ""
    if region.postal_code:
        return str(region.postal_code)
    codes = {village.postal_code for village in regions.children(region.code) if village.postal_code}
    return str(codes.pop()) if len(codes) == 1 else ""


def is_postal_code(text: str) -> bool:
    """Whether it is five digits, the way Indonesia writes them."""
    return len(text) == 5 and text.isascii() and text.isdigit()
