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
from products.orders.states import NEEDS_ADDRESS, Delivery
from products.orders.vouchers.quote import Discount, quote
from products.payments.providers import available
from products.shop.buying import draft, methods
from products.shop.buying.details import place_name
from products.shop.buying.visitor import person
from rumah.core import clock
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
    chosen = methods.read(details.get("methods", ""))
    parts = shares(priced, method=details["delivery"], destination=details["region_code"], methods=chosen)
    discount, voucher_problem = _voucher(request, details, parts)
    off = discount.amount if discount else 0
    total = sum(part.total for part in parts) - off
    in_cash = [CASH] if all(part.takes_cash for part in parts) else []
    context = {
        "details": details,
        "place": place_name(details["region_code"]),
        "ships": any(part.way in NEEDS_ADDRESS for part in parts),
        "parts": [(part, _days(part), part.way != Delivery.PICKUP, _way_label(part)) for part in parts],
        "items": sum(part.items_total for part in parts),
        "shipping": sum(part.fee.rupiah for part in parts),
        "discount": off,
        "voucher_problem": voucher_problem,
        "total": total,
        "providers": [*available(total), *in_cash],
        "until": clock.now() + timedelta(minutes=settings.PAYMENT_WINDOW_MINUTES),
        "minutes": settings.PAYMENT_WINDOW_MINUTES,
        "offer": draft.seal(details, view.as_lines, key=view.key, discount=off),
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


def _way_label(part: SellerShare) -> str:
    return {
        Delivery.SHIP: _("Ongkos kirim kurir"),
        Delivery.OWN: _("Diantar penjual"),
        Delivery.PICKUP: _("Ambil di %(place)s") % {"place": settings.HOUSE_NAME},
    }[Delivery(part.way)]


def _days(part: SellerShare) -> str:
    soon, late = part.fee.min_days, part.fee.max_days
    return f"{soon}–{late}" if soon != late else str(soon)


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
