"""How each seller's share reaches the buyer: one choice for all where they offer the same, else one each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from products.orders.basket import PricedLine, by_seller, weight_of
from products.orders.cart import CartView
from products.orders.shipping import known_zones
from products.orders.states import Delivery
from products.orders.ways import Estimate, estimate, fee_of, offered, settings_of
from rumah.businesses.models import Business
from rumah.core import regions
from rumah.core.money import format_rupiah

FIELD = "cara-"


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button; `note` says what it costs as far as that is known."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller in the cart: their parcel and the ways they offer."""

    business: Business
    grams: int
    items_total: int
    choices: tuple[Choice, ...]

    @property
    def field(self) -> str:
        """The name of this seller's radio buttons."""
        return f"{FIELD}{self.business.slug}"


def sellers(view: CartView, *, destination: str = "") -> list[Seller]:
    """Return the sellers of a cart with their ways and fees, in seller order; asks the database nothing."""
    groups = by_seller([PricedLine(line.variant, line.quantity) for line in view.lines])
    made = []
    for own in groups:
        business = own[0].variant.product.business
        grams, total = weight_of(own), sum(line.total for line in own)
        choices = tuple(_choice(business, way, destination, grams, total) for way in offered(business))
        made.append(Seller(business, grams, total, choices))
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


def common(found: Sequence[Seller]) -> tuple[Choice, ...]:
    """Return the one choice for all sellers, with the fees added up; empty where the sellers differ."""
    if len({tuple(choice.value for choice in seller.choices) for seller in found}) != 1:
        return ()
    if len(found) == 1:
        return found[0].choices
    return tuple(Choice(choice.value, choice.label) for choice in found[0].choices)


def _choice(business: Business, way: Delivery, destination: str, grams: int, total: int) -> Choice:
    labels = {
        Delivery.SHIP: _("Kirim lewat kurir"),
        Delivery.OWN: _("Diantar penjual"),
        Delivery.PICKUP: _("Ambil di %(place)s, tanpa ongkos kirim") % {"place": settings.HOUSE_NAME},
    }
    if way == Delivery.PICKUP:
        return Choice(way, labels[way])
    names = ""
    if way == Delivery.OWN:
        names = ", ".join(sorted(regions.name(code) for code in settings_of(business).own_fees))
        names = _("ke kecamatan %(places)s") % {"places": names}
    cost = destination and fee_of(
        known_zones(), business, way=way, destination=destination, grams=grams, items_total=total
    )
    price = fee_sentence(cost.rupiah, regions.name(destination)) if cost else ""
    return Choice(way, labels[way], " · ".join(text for text in (names, price) if text))


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
