"""How each seller's share reaches the buyer: one choice for all where they offer the same, else one each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from products.orders.basket import PricedLine, by_seller, weight_of
from products.orders.cart import CartView
from products.orders.quotes import Rate
from products.orders.shipping import Fee, known_zones
from products.orders.states import Delivery
from products.orders.ways import Estimate, estimate, least_fee, offered, settings_of
from products.shop.buying.couriers import NO_RATES, Offered, is_live, joined
from rumah.businesses.models import Business
from rumah.core import regions
from rumah.core.money import format_rupiah

FIELD = "cara-"
# On the first screen; the second shows all.
RATES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button; `note` says what it costs as far as that is known, which `fee` is in numbers."""

    value: str
    label: str
    note: str = ""
    fee: Fee | None = None


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller in the cart: their parcel and the ways they offer. `is_live`: couriers' own rates are among them."""

    business: Business
    grams: int
    items_total: int
    choices: tuple[Choice, ...]
    is_live: bool = False

    @property
    def field(self) -> str:
        """The name of this seller's radio buttons."""
        return f"{FIELD}{self.business.slug}"


def groups(view: CartView) -> list[tuple[PricedLine, ...]]:
    """Return the cart's lines by seller, in seller order."""
    return by_seller([PricedLine(line.variant, line.quantity) for line in view.lines])


def sellers(view: CartView, *, destination: str = "", rates: Offered = NO_RATES) -> list[Seller]:
    """Return the sellers of a cart with their ways and fees, in seller order; asks the database nothing."""
    made, zones = [], known_zones()
    for own in groups(view):
        business = own[0].variant.product.business
        grams, total = weight_of(own), sum(line.total for line in own)
        theirs = rates.of(business)[:RATES_SHOWN]
        choices: list[Choice] = []
        for way in offered(business):
            cost = least_fee(zones, business, way=way, destination=destination, grams=grams, items_total=total)
            choices.append(way_choice(business, way, cost, destination, beside=bool(theirs)))
            if way == Delivery.SHIP:
                choices += [rate_choice(rate, grams, destination) for rate in theirs]
        made.append(Seller(business, grams, total, tuple(choices), is_live(business)))
    return made


def estimates(found: Sequence[Seller], *, destination: str = "") -> dict[int, Estimate]:
    """Return what bringing each seller's share costs, by business."""
    zones = known_zones() if found else {}
    return {
        seller.business.pk: estimate(
            zones, seller.business, grams=seller.grams, items_total=seller.items_total, destination=destination
        )
        for seller in found
    }


def common(found: Sequence[Seller], *, destination: str = "") -> tuple[Choice, ...]:
    """Return the one choice for all sellers, with each one's fee and their sum; empty where the sellers differ.

    Couriers' own rates are each seller's own: with them several sellers have a choice each.
    """
    if len(found) == 1:
        return found[0].choices
    if len({tuple(choice.value for choice in seller.choices) for seller in found}) != 1:
        return ()
    if any(":" in choice.value for choice in found[0].choices):
        return ()
    by_way = zip(*(seller.choices for seller in found), strict=True)
    return tuple(_together(found, row, destination) for row in by_way)


def _together(found: Sequence[Seller], row: Sequence[Choice], destination: str) -> Choice:
    """Return one way of all sellers, with what each asks for it and the sum, as far as all of it is known."""
    first, fees = row[0], [choice.fee for choice in row]
    if first.value == Delivery.PICKUP or any(fee is None for fee in fees):
        return Choice(first.value, first.label, first.note if first.value == Delivery.PICKUP else "")
    each = [
        f"{seller.business.name} {format_rupiah(fee.rupiah) if fee.rupiah else _('gratis')}"
        for seller, fee in zip(found, fees, strict=True) if fee
    ]  # fmt: skip
    total = sum(fee.rupiah for fee in fees if fee)
    note = f"{' + '.join(each)} = {fee_sentence(total, regions.name(destination))}"
    return Choice(first.value, first.label, note, Fee(total, 0, 0, 0))


def way_choice(business: Business, way: Delivery, cost: Fee | None, destination: str, *, beside: bool) -> Choice:
    """Return one way of a seller as a choice; `beside`: couriers' own rates stand next to it."""
    labels = {
        Delivery.SHIP: _("Kirim lewat kurir pilihan penjual") if beside else _("Kirim lewat kurir"),
        Delivery.OWN: _("Diantar penjual"),
        Delivery.PICKUP: _("Ambil di %(place)s, tanpa ongkos kirim") % {"place": settings.HOUSE_NAME},
    }
    if way == Delivery.PICKUP:
        return Choice(way, labels[way])
    names = ""
    if way == Delivery.OWN:
        names = ", ".join(sorted(regions.name(code) for code in settings_of(business).own_fees))
        names = _("ke kecamatan %(places)s") % {"places": names}
    price = _priced(cost, destination) if cost else ""
    return Choice(way, labels[way], " · ".join(text for text in (names, price) if text), cost)


def rate_choice(rate: Rate, grams: int, destination: str) -> Choice:
    """Return one service of a courier as a choice."""
    cost = rate.fee(grams)
    return Choice(joined(Delivery.SHIP, rate.code), rate.name, _priced(cost, destination), cost)


def _priced(cost: Fee, destination: str) -> str:
    price = fee_sentence(cost.rupiah, regions.name(destination))
    return f"{price} · {days(cost)}" if destination and cost.max_days else price


def days(cost: Fee) -> str:
    """Return how long it takes: `1–2 hari`."""
    span = f"{cost.min_days}–{cost.max_days}" if cost.min_days != cost.max_days else str(cost.min_days)
    return _("%(days)s hari") % {"days": span}


def fee_sentence(rupiah: int, place: str = "") -> str:
    """Return the fee as people say it: to a place, or the least there is."""
    if not rupiah:
        return _("gratis ongkir ke %(place)s") % {"place": place} if place else _("gratis ongkir")
    facts = {"fee": format_rupiah(rupiah), "place": place}
    return _("ongkir %(fee)s ke %(place)s") % facts if place else _("ongkir mulai %(fee)s") % facts


def written(methods: Mapping[str, str]) -> str:
    """Return the choices as one text for the draft."""
    return ",".join(f"{slug}:{way}" for slug, way in sorted(methods.items()))


def read(text: str) -> dict[str, str]:
    """Read it back."""
    return dict(pair.split(":", 1) for pair in text.split(",") if ":" in pair)
