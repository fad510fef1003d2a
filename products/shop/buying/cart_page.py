"""The cart: /keranjang/."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from products.favourites.queries import cards
from products.orders.cart import CartView, add, set_quantities
from products.orders.models import Cart, CartLine
from products.orders.ways import Estimate
from products.shop.browse.counting import count_cart_add
from products.shop.buying import methods
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.places import (
    destination,
    meant,
    near,
    picked,
    remember_destination,
)
from products.shop.buying.visitor import cart_of, cart_token, open_cart, person, remember
from products.shop.caring.lists import seen
from rumah.core import regions
from rumah.core.errors import DomainError, Problem
from rumah.core.money import format_rupiah
from rumah.core.origin import same_origin_post

CART = "/keranjang/"
FIELD = "jumlah-"
NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it: with what was typed, and what the buyer should know about it."""

    line: CartLine
    typed: str
    problem: str
    note: str
    total: int


@require_safe
@private
def cart(request: HttpRequest) -> HttpResponse:
    """Show what was put aside, by seller, at today's prices."""
    view = open_cart(request)
    return remember(request, _page(request, view, {}, {}), view.cart)


@same_origin_post
@require_POST
def add_to_cart(request: HttpRequest) -> HttpResponse:
    """Put pieces into the cart; the product page posts here, and may come from a shared cache."""
    basket = None
    try:
        variant, quantity = _number(request, "variant"), _number(request, "quantity", "1")
        basket = add(token=cart_token(request), user=person(request), variant_id=variant, quantity=quantity)
        count_cart_add(request, variant)
        messages.success(request, _("Barang sudah masuk keranjang."))
    except DomainError as error:
        say(request, error)
    return remember(request, see_other(CART), basket)


@same_origin_post
@require_POST
def change_cart(request: HttpRequest) -> HttpResponse:
    """Set quantities, take a line out, or go on to paying: three buttons of one form, so nothing typed is lost."""
    typed = _typed(request)
    problems = {pk: _("Tulis jumlah antara 0 dan 999.") for pk, text in typed.items() if not _is_quantity(text)}
    basket = cart_of(request)
    if basket is None:
        return see_other(CART)
    if problems:
        return _page(request, open_cart(request), typed, problems)
    quantities = {pk: int(text) for pk, text in typed.items()}
    if NUMBER.fullmatch(removed := request.POST.get("hapus", "")):
        quantities[int(removed)] = 0
    set_quantities(cart=basket, quantities=quantities)
    if "hitung" in request.POST:
        return _reckon(request, basket)
    return remember(request, see_other("/bayar/" if "lanjut" in request.POST else CART), basket)


def _reckon(request: HttpRequest, basket: Cart) -> HttpResponse:
    """Remember the kecamatan that was typed, for the fees this page and later ones tell."""
    typed = request.POST.get("region", "")[:100]
    region = picked(typed, request.POST.get("region_code", ""))
    found = (region,) if region else meant(typed)
    if len(found) == 1:
        return remember_destination(remember(request, see_other(CART), basket), found[0].code)
    text = _("Kecamatan ini tidak ditemukan. Periksa ejaannya, atau tulis kode posnya.")
    if found:
        names = "; ".join(one.path for one in found)
        text = _("Nama ini ada di beberapa tempat. Tulis dengan kabupatennya: %(names)s.") % {"names": names}
    return _page(request, open_cart(request), {}, {}, Typed(typed, text))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed as the place to reckon the fee to, and what is wrong with it."""

    text: str = ""
    problem: str = ""


def _page(
    request: HttpRequest, view: CartView, typed: dict[int, str], problems: dict[int, str], place: Typed | None = None
) -> HttpResponse:
    code = destination(request)
    costs = methods.estimates(methods.sellers(view), destination=code)
    sellers = [
        (business, _rows(lines, view, typed, problems), _cost(costs[business.pk])) for business, lines in view.sellers
    ]
    wrong = bool(problems) or place is not None
    context: dict[str, Any] = {
        "sellers": sellers, "view": view, "has_errors": wrong, "bad_numbers": bool(problems), "near": near(),
        "seen": cards(seen(request)).rows,
        "place": place or Typed(regions.get(code).path if code else ""),  # type: ignore[union-attr]  # code is known
    }  # fmt: skip
    return render(request, "shop/buying/cart.html", context, status=400 if wrong else 200)


def _cost(cost: Estimate) -> str:
    """Say what bringing one seller's share costs at least, and whether it can be fetched."""
    texts = [methods.fee_sentence(cost.rupiah, cost.place)] if cost.rupiah is not None else []
    if cost.can_fetch:
        texts.append(_("bisa diambil di %(place)s") % {"place": settings.HOUSE_NAME})
    sentence = _("%(one)s atau %(two)s") % {"one": texts[0], "two": texts[1]} if len(texts) == 2 else "".join(texts)
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _rows(lines: Sequence[CartLine], view: CartView, typed: dict[int, str], problems: dict[int, str]) -> list[Row]:
    return [
        Row(
            line,
            typed.get(line.pk, str(line.quantity)),
            problems.get(line.pk, "") or view.problems.get(line.pk, ""),
            _price_note(line),
            line.variant.price * line.quantity,
        )
        for line in lines
    ]


def _price_note(line: CartLine) -> str:
    if line.seen_price == line.variant.price:
        return ""
    return _("Harga berubah dari %(old)s.") % {"old": format_rupiah(line.seen_price)}


def _typed(request: HttpRequest) -> dict[int, str]:
    named = ((name.removeprefix(FIELD), text) for name, text in request.POST.items() if name.startswith(FIELD))
    return {int(pk): str(text).strip()[:12] for pk, text in named if NUMBER.fullmatch(pk)}


def _is_quantity(text: str) -> bool:
    return bool(NUMBER.fullmatch(text)) and int(text) <= 999


def _number(request: HttpRequest, name: str, default: str = "") -> int:
    text = request.POST.get(name, default).strip()
    if not NUMBER.fullmatch(text):
        sentence = _("Tulis jumlah dengan angka.") if name == "quantity" else _("Pilih varian yang ingin dibeli.")
        raise DomainError(Problem(sentence, name))
    return int(text)
