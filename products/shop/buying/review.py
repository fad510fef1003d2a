"""Second screen of paying: everything once more, at the price that will be charged."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from products.orders.basket import Line, PricedLine, SellerShare, shares
from products.orders.cart import CartView
from products.payments.providers import available
from products.shop.buying import draft
from products.shop.buying.details import place_name
from rumah.core import clock
from rumah.core.errors import DomainError


def show_review(request: HttpRequest, view: CartView, details: Mapping[str, str]) -> HttpResponse:
    """Show the cart as it stands now, with fees and total, sealed so that what is paid is what was shown."""
    priced = [PricedLine(line.variant, line.quantity) for line in view.lines]
    parts = shares(priced, method=details["delivery"], destination=details["region_code"])
    total = sum(part.items_total + part.fee.rupiah for part in parts)
    context = {
        "details": details,
        "place": place_name(details["region_code"]),
        "ships": details["delivery"] == "ship",
        "parts": [(part, _days(part)) for part in parts],
        "items": sum(part.items_total for part in parts),
        "shipping": sum(part.fee.rupiah for part in parts),
        "total": total,
        "providers": available(total),
        "until": clock.now() + timedelta(minutes=settings.PAYMENT_WINDOW_MINUTES),
        "minutes": settings.PAYMENT_WINDOW_MINUTES,
        "offer": draft.seal(details, view.as_lines),
    }
    return render(request, "shop/buying/review.html", context)


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
