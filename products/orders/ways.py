"""How one seller's parcel may travel, and what that costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.orders.models import DeliverySettings, ShippingZone
from products.orders.shipping import Fee, fee, kilograms
from products.orders.states import Delivery
from rumah.businesses.models import Business
from rumah.core import clock, regions
from rumah.core.errors import Problem

# A seller who drives round the kecamatan does so within this many days.
OWN_DAYS = (1, 2)
FREE = Fee(0, 0, 0, 0)


def settings_of(business: Business) -> DeliverySettings:
    """Return the seller's settings, or those of a seller who never set any. Free when joined by `select_related`."""
    try:
        return business.delivery_settings
    except DeliverySettings.DoesNotExist:
        return DeliverySettings(business_id=business.pk)


def offered(business: Business) -> tuple[Delivery, ...]:
    """Return the ways this seller delivers, courier first."""
    mine = settings_of(business)
    ways = ((Delivery.SHIP, mine.courier), (Delivery.OWN, mine.own), (Delivery.PICKUP, mine.pickup))
    return tuple(way for way, is_on in ways if is_on)


def on_holiday(business: Business) -> str:
    """Return why nothing can be ordered today, in a sentence; empty when the seller is there."""
    mine = settings_of(business)
    first, last = mine.holiday_from, mine.holiday_until
    if first is None or last is None or not first <= clock.today() <= last:
        return ""
    text = _("%(name)s libur sampai %(date)s.") % {
        "name": business.name,
        "date": date_format(last, "j F Y", use_l10n=False),
    }
    return f"{text} {mine.holiday_note}".strip()


def fee_of(
    zones: Mapping[str, ShippingZone], business: Business, *, way: str, destination: str, grams: int, items_total: int
) -> Fee | None:
    """Return the fee of one parcel by this way, or None where the seller does not bring it there themselves."""
    mine = settings_of(business)
    if way == Delivery.PICKUP:
        return FREE
    district = regions.ancestor(destination, 3)
    if way == Delivery.OWN:
        asked = mine.own_fees.get(district)
        cost = None if asked is None else Fee(asked, kilograms(grams), *OWN_DAYS)
    else:
        cost = fee(dict(zones), origin=business.region_code, destination=destination, grams=grams)
        rates = mine.courier_fees.get(district) or mine.courier_fees.get(regions.ancestor(destination, 2))
        if rates:
            more = (cost.kilograms - 1) * rates[1]
            cost = Fee(rates[0] + more, cost.kilograms, cost.min_days, cost.max_days)
    if cost is None or mine.free_above is None or items_total < mine.free_above:
        return cost
    return Fee(0, cost.kilograms, cost.min_days, cost.max_days)


def way_problem(business: Business, *, way: str, destination: str) -> Problem | None:
    """Return what stands against this way to `destination` (field `delivery.methods.<slug>`, code `way`), or None."""
    field, facts = f"delivery.methods.{business.slug}", {"name": business.name}
    if way not in offered(business):
        sentences = {
            Delivery.SHIP: _("%(name)s tidak mengirim lewat kurir. Pilih cara lain."),
            Delivery.OWN: _("%(name)s tidak mengantar sendiri. Pilih cara lain."),
            Delivery.PICKUP: _("Barang %(name)s tidak dapat diambil di Rumah Kreatif. Pilih cara lain."),
        }
        return Problem(sentences[Delivery(way)] % facts, field, "way")
    reached = settings_of(business).own_fees
    if way == Delivery.OWN and regions.ancestor(destination, 3) not in reached:
        facts["places"] = ", ".join(sorted(regions.name(code) for code in reached))
        return Problem(_("%(name)s hanya mengantar ke kecamatan %(places)s.") % facts, field, "way")
    return None


def takes_cash(business: Business, *, way: str, total: int) -> bool:
    """Whether this seller takes `total` rupiah in cash at the buyer's door."""
    mine = settings_of(business)
    return mine.cash and way != Delivery.PICKUP and total <= mine.cash_max


@dataclass(frozen=True, slots=True)
class Estimate:
    """A fee told before an address is typed: to `place` when it is known, else the least one (`place` is empty).

    `rupiah` is None where the goods can only be fetched.
    """

    rupiah: int | None
    place: str = ""
    can_fetch: bool = False


def estimate(
    zones: Mapping[str, ShippingZone], business: Business, *, grams: int, items_total: int, destination: str = ""
) -> Estimate:
    """Return what bringing these goods costs at least: to `destination` (a kecamatan) if given, else anywhere."""
    ways = offered(business)
    can_fetch = Delivery.PICKUP in ways
    found = [
        least_fee(zones, business, way=way, destination=destination, grams=grams, items_total=items_total)
        for way in ways if way != Delivery.PICKUP
    ]  # fmt: skip
    costs = [cost.rupiah for cost in found if cost]
    name = regions.name(regions.ancestor(destination, 3)) if destination and costs else ""
    return Estimate(min(costs) if costs else None, name, can_fetch)


def least_fee(
    zones: Mapping[str, ShippingZone], business: Business, *, way: str, destination: str, grams: int, items_total: int
) -> Fee | None:
    """Return what this way costs to `destination`, or at least where none is given; None where it does not go there."""
    # Without zones (before `setup`) nothing is told; placing would fail aloud.
    places = [] if not zones else [destination] if destination else _nearest(business)
    costs = [fee_of(zones, business, way=way, destination=one, grams=grams, items_total=items_total) for one in places]
    return min((cost for cost in costs if cost), key=lambda cost: cost.rupiah, default=None)


def _nearest(business: Business) -> list[str]:
    """Where the least fee may be: the seller's own kecamatan, and every place they named."""
    mine = settings_of(business)
    return [regions.ancestor(business.region_code, 3), *mine.own_fees, *mine.courier_fees]
