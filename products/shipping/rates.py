"""Couriers' own rates beside the zone fees: offered where they are set up, and silently absent when they are not."""

from collections.abc import Sequence

import structlog

from products.shipping.carriers import carrier
from products.shipping.carriers.base import Item, Rate
from rumah.core import regions
from rumah.core.errors import DomainError

log = structlog.get_logger(__name__)
MOST = 8


def rates(*, origin: str, destination: str, items: Sequence[Item]) -> list[Rate]:
    """Return rates between two postal codes, cheapest first and eight at most.

    Empty without a carrier, without a postal code, and when the carrier is down or says no: the zone fee remains.
    """
    chosen = carrier()
    if chosen is None or not items or not (is_postal_code(origin) and is_postal_code(destination)):
        return []
    try:
        return chosen.rates(origin=origin, destination=destination, items=items)[:MOST]
    except DomainError as error:
        log.warning("rates_absent", carrier=chosen.code, error=type(error).__name__, why=str(error.__cause__ or error))
        return []


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
