"""Second screen of paying: everything once more, at the price that will be charged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from products.orders.basket import Line, PricedLine, SellerShare, shares
from products.orders.cart import CartView
from products.orders.shipping import known_zones
from products.orders.states import NEEDS_ADDRESS, Delivery
from products.orders.vouchers.quote import Discount, quote
from products.orders.ways import least_fee
from products.payments.providers import available
from products.shop.buying import couriers, draft, methods
from products.shop.buying.couriers import Offered
from products.shop.buying.details import place_name
from products.shop.buying.methods import Choice
from products.shop.buying.visitor import person
from rumah.core import clock, regions
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone


@dataclass(frozen=True, slots=True)
class Cash:
    """Cash at the door, as one more way to pay."""

    code: str = "cod"

    @property
    def label(self) -> str:
        """What the buyer reads."""
        return _("Bayar di tempat (COD), tunai saat barang tiba")


CASH = Cash()


def show_review(request: HttpRequest, view: CartView, details: Mapping[str, str]) -> HttpResponse:
    """Show the cart as it stands now, with fees, voucher and total, sealed so that what is paid is what was shown.

    Raises Conflict when a seller no longer delivers the way that was chosen.
    """
    priced = [PricedLine(line.variant, line.quantity) for line in view.lines]
    ways, place = methods.read(details.get("methods", "")), details["region_code"]
    rates = couriers.offered_rates(_sent(view, ways, details["delivery"]), destination=place)
    named, gone = _couriers(view, rates, methods.read(details.get("couriers", "")))
    details = {**details, "couriers": methods.written(named)}
    parts = shares(priced, method=details["delivery"], destination=place, methods=ways, couriers=named)
    discount, voucher_problem = _voucher(request, details, parts)
    off = discount.amount if discount else 0
    fees = sum(part.fee.rupiah for part in parts)
    total = sum(part.total for part in parts) - off
    in_cash = [CASH] if all(part.takes_cash for part in parts) else []
    context = {
        "details": details,
        "place": place_name(details["region_code"]),
        "ships": any(part.way in NEEDS_ADDRESS for part in parts),
        "parts": [(part, part.way != Delivery.PICKUP, _way_label(part), _others(part, rates, place)) for part in parts],
        "rates": rates,
        "gone": gone,
        "items": sum(part.items_total for part in parts),
        "shipping": fees,
        "discount": off,
        "voucher_problem": voucher_problem,
        "total": total,
        "providers": [*available(total), *in_cash],
        "until": clock.now() + timedelta(minutes=settings.PAYMENT_WINDOW_MINUTES),
        "minutes": settings.PAYMENT_WINDOW_MINUTES,
        "offer": draft.seal(details, view.as_lines, key=view.key, discount=off, shipping=fees),
    }
    return render(request, "shop/buying/review.html", context)


def _voucher(
    request: HttpRequest, details: Mapping[str, str], parts: Sequence[SellerShare]
) -> tuple[Discount | None, str]:
    """Return what the code takes off, or why it takes nothing off."""
    code = details.get("voucher", "")
    if not code:
        return None, ""
    try:
        phone = parse_phone(details["phone"], mobile=True)
        return quote(code=code, shares=parts, phone=phone, user=person(request)), ""
    except DomainError as error:
        return None, str(error)


def _sent(view: CartView, ways: Mapping[str, str], method: str) -> list[tuple[PricedLine, ...]]:
    """Return the groups whose parcel goes by courier."""
    return [
        own for own in methods.groups(view)
        if ways.get(own[0].variant.product.business.slug, method) == Delivery.SHIP
    ]  # fmt: skip


def _couriers(view: CartView, rates: Offered, named: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the named couriers that go there, and the sellers whose courier does not: the zone fee stands in."""
    kept, gone = {}, []
    for business, _lines in view.sellers:
        if courier := named.get(business.slug):
            if any(rate.code == courier for rate in rates.of(business)):
                kept[business.slug] = courier
            else:
                gone.append(business.name)
    return kept, gone


def _others(part: SellerShare, rates: Offered, place: str) -> tuple[str, list[Choice]]:
    """Return what is chosen of this seller's couriers, and all there is to choose: the zone fee first."""
    theirs = rates.of(part.business)
    if part.way != Delivery.SHIP or not theirs:
        return "", []
    chosen = couriers.joined(Delivery.SHIP, part.rate.code if part.rate else "")
    district, goods = regions.ancestor(place, 3), {"grams": part.weight, "items_total": part.items_total}
    cost = least_fee(known_zones(), part.business, way=Delivery.SHIP, destination=district, **goods)
    plain = methods.way_choice(part.business, Delivery.SHIP, cost, district, beside=True)
    return chosen, [plain, *(methods.rate_choice(rate, part.weight, place) for rate in theirs)]


def _way_label(part: SellerShare) -> str:
    if part.rate:
        return part.rate.name
    return {
        Delivery.SHIP: _("Ongkos kirim kurir"),
        Delivery.OWN: _("Diantar penjual"),
        Delivery.PICKUP: _("Ambil di %(place)s") % {"place": settings.HOUSE_NAME},
    }[Delivery(part.way)]


def named(error: DomainError, view: CartView, asked: Sequence[Line]) -> list[str]:
    """Return the problems of a refused placement, each with the name of the product among `asked` it is about."""
    names = {line.variant_id: line.variant.product.name for line in view.lines}
    sentences = []
    for problem in error.problems:
        index = (problem.field or "").removeprefix("lines.")
        line = asked[int(index)] if index.isdigit() and int(index) < len(asked) else None
        name = names.get(line.variant_id, "") if line and problem.code != "price" else ""
        sentences.append(f"{name}: {problem.message}" if name else str(problem.message))
    return sentences
