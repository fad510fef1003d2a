"""What it costs to bring goods from one kecamatan to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.core.cache import cache

from products.orders.models import ShippingZone
from rumah.core import regions
from rumah.core.prepared import Prepared

NEAR = frozenset({"35", "51"})
JAVA = frozenset({"31", "32", "33", "34", "35", "36"})
ZONES, ZONES_SECONDS = "orders:zones", 300
# Couriers count 6,000 cm³ as one kilogram.
MM3_PER_GRAM = 6_000
EVERY_ZONE = Prepared(ShippingZone.objects.all)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One piece to send: grams and millimetres, times `quantity`."""

    weight: int
    length: int
    width: int
    height: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Fee:
    """Rupiah for one parcel of one seller, with the days it takes; `kilograms` is what was charged."""

    rupiah: int
    kilograms: int
    min_days: int
    max_days: int


def reach(origin: str, destination: str) -> ShippingZone.Reach:
    """Return how far `destination` is from `origin`, both region codes of kecamatan or below."""
    if regions.ancestor(origin, 3) == regions.ancestor(destination, 3):
        return ShippingZone.Reach.DISTRICT
    if regions.ancestor(origin, 2) == regions.ancestor(destination, 2):
        return ShippingZone.Reach.REGENCY
    here, there = regions.ancestor(origin, 1), regions.ancestor(destination, 1)
    if here == there or {here, there} <= NEAR:
        return ShippingZone.Reach.NEAR
    return ShippingZone.Reach.JAVA if {here, there} <= JAVA else ShippingZone.Reach.OUTER


def chargeable_weight(parcels: Iterable[Parcel]) -> int:
    """Return grams: of each piece the greater of its weight and its volume's, summed."""
    return sum(max(p.weight, ceil(p.length * p.width * p.height / MM3_PER_GRAM)) * p.quantity for p in parcels)


def fee(zones: dict[str, ShippingZone], *, origin: str, destination: str, grams: int) -> Fee:
    """Return the fee from the zone table; a started kilogram counts as a whole one."""
    zone = zones[reach(origin, destination)]
    charged = kilograms(grams)
    return Fee(zone.first_kg + (charged - 1) * zone.next_kg, charged, zone.min_days, zone.max_days)


def kilograms(grams: int) -> int:
    """Return what a courier charges for: a started kilogram is a whole one."""
    return max(1, ceil(grams / 1000))


def all_zones() -> dict[str, ShippingZone]:
    """Return the zones by reach, in one query."""
    return {zone.reach: zone for zone in EVERY_ZONE()}


def known_zones() -> dict[str, ShippingZone]:
    """Return the zones from memory where they are: for pages that only tell a fee. What is charged reads the table."""
    zones: dict[str, ShippingZone] | None = cache.get(ZONES)
    if zones is None:
        zones = all_zones()
        if zones:
            cache.set(ZONES, zones, ZONES_SECONDS)
    return zones


def forget_zones() -> None:
    """Make pages read the zones anew: called when staff changed one."""
    cache.delete(ZONES)
