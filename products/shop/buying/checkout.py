"""Paying in two screens: /bayar/ asks who and where, /bayar/periksa/ shows everything once more and pays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from products.orders.addresses import Place, addresses_of, keep
from products.orders.cart import CartView, empty
from products.orders.links import purchase_path
from products.orders.models import Purchase, SavedAddress
from products.orders.place import IdempotencyMismatch, place
from products.orders.vouchers.quote import cleaned
from products.payments.providers import known
from products.payments.start import start
from products.shop.buying import draft
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.couriers import NO_RATES, offered_rates, split
from products.shop.buying.details import DetailsForm, place_name
from products.shop.buying.methods import groups, read, sellers, written
from products.shop.buying.places import destination, near, remember_destination
from products.shop.buying.review import CASH, named, show_review
from products.shop.buying.visitor import cart_of, open_cart, person, remember
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post
from rumah.core.phone import format_phone

CART, DETAILS, REFUSED, REVIEW = "/keranjang/", "/bayar/", "/bayar/?galat=1", "/bayar/periksa/"


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def details(request: HttpRequest) -> HttpResponse:
    """Ask for name, phone, delivery, place, address and e-mail; keep what was typed whatever happens."""
    view = open_cart(request)
    kept = draft.load(request)
    if stop := _nothing_to_pay(request, view, kept):
        return remember(request, stop, view.cart)
    mine = addresses_of(person(request)) if person(request) else []
    place = (kept or _saved(mine, "")).get("region_code", "") or destination(request)
    # A form that comes in is judged without the couriers: the second screen asks them about the place it names.
    rates = NO_RATES if request.method == "POST" else offered_rates(groups(view), destination=place)
    found = sellers(view, destination=place[:8], rates=rates)
    if request.method == "POST" and "alamat" not in request.POST:
        form = DetailsForm(request.POST, sellers=found)
        # A refused form is kept and shown by a GET of its own: going back never asks whether to send it again.
        response = see_other(REVIEW if form.is_valid() else REFUSED)
        typed = {"voucher": kept.get("voucher", ""), **request.POST.dict(), **form.cleaned_data}
        draft.save(response, typed, valid=not form.errors)
        remember_destination(response, form.cleaned_data.get("region_code", ""))
    elif request.method == "POST":
        form, response = DetailsForm(request.POST, sellers=found), see_other(DETAILS)
        form.is_valid()
        ways = {name: form.cleaned_data[name] for name in ("methods", "couriers")}
        typed = {**kept, **request.POST.dict(), **ways, **_saved(mine, request.POST["alamat"])}
        draft.save(response, typed, valid=False)
    else:
        refused = "galat" in request.GET and "name" in kept
        named = destination(request)
        there = {"region": place_name(named), "region_code": named} if named else {}
        initial = kept or {**_known(person(request)), **there, **_saved(mine, "")}
        filled = {"data": kept} if refused else {"initial": initial}
        form = DetailsForm(**filled, sellers=found, destination=place[:8])
        context = {"form": form, "view": view, "near": near(), "addresses": mine, "rates": rates}
        response = render(request, "shop/buying/details.html", context)
    return remember(request, response, view.cart)


def _known(user: Any) -> dict[str, str]:
    return {"name": user.name, "phone": user.phone or "", "email": user.email or ""} if user else {}


def _saved(mine: list[SavedAddress], wanted: str) -> dict[str, str]:
    """Return the fields of one of the person's own addresses: the wanted one, or the first choice for an empty word."""
    row = next((one for one in mine if (str(one.pk) == wanted if wanted else one.is_default)), None)
    if row is None:
        return {}
    return {
        "name": row.name, "phone": format_phone(row.phone), "region": place_name(row.region_code),
        "region_code": row.region_code, "address": row.address,
    }  # fmt: skip


def _nothing_to_pay(request: HttpRequest, view: CartView, kept: dict[str, str]) -> HttpResponse | None:
    """Lead away from a cart that cannot be paid: to the purchase just made from it, or to what must be mended."""
    if not view.lines:
        made = Purchase.objects.filter(number=kept["last"]).first() if "last" in kept else None
        return see_other(purchase_path(made) if made else CART)
    if view.problems:
        messages.error(request, _("Ada barang yang perlu Anda periksa sebelum membayar."))
        return see_other(CART)
    return None


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def review(request: HttpRequest) -> HttpResponse:
    """Show the purchase whole, with the fee of each parcel; on POST place exactly what was shown and go to pay."""
    if request.method == "POST":
        return _place(request)
    view, kept = open_cart(request), draft.load(request)
    if stop := _nothing_to_pay(request, view, kept):
        return remember(request, stop, view.cart)
    if "valid" not in kept:
        return see_other(DETAILS)
    try:
        response = show_review(request, view, kept)
    except DomainError as error:
        say(request, error)
        return see_other(DETAILS)
    return remember(request, response, view.cart)


@same_origin_post
@require_POST
@private
def voucher(request: HttpRequest) -> HttpResponse:
    """Keep the code that was typed, or drop it; the second screen then says what it takes off."""
    kept, response = draft.load(request), see_other(REVIEW)
    if "valid" not in kept:
        return see_other(DETAILS)
    code = "" if "lepas" in request.POST else cleaned(request.POST.get("voucher", ""))
    return draft.save(response, {**kept, "voucher": code}, valid=True)


@same_origin_post
@require_POST
@private
def courier(request: HttpRequest) -> HttpResponse:
    """Keep which courier one seller's parcel goes by; the second screen then shows its fee in the sum."""
    kept = draft.load(request)
    if "valid" not in kept:
        return see_other(DETAILS)
    slug, (_way, code) = request.POST.get("penjual", "")[:80], split(request.POST.get("kurir", ""))
    chosen = {**read(kept.get("couriers", "")), slug: code}
    named = written({one: service for one, service in chosen.items() if service})
    return draft.save(see_other(REVIEW), {**kept, "couriers": named}, valid=True)


def _place(request: HttpRequest) -> HttpResponse:
    offer, provider = draft.unseal(request.POST.get("pesanan", "")), request.POST.get("cara", "")
    if offer is None:
        messages.error(request, _("Halaman ini sudah terlalu lama terbuka. Periksa keranjang Anda lagi."))
        return see_other(CART)
    if not known(provider) and provider != CASH.code:
        messages.error(request, _("Pilih cara membayar."))
        return see_other(REVIEW)
    try:
        purchase = place(
            lines=offer.lines,
            buyer=offer.buyer(person(request)),
            delivery=offer.delivery,
            language=request.LANGUAGE_CODE,
            idempotency_key=offer.key,
            terms=offer.terms(cash=provider == CASH.code),
        )
    except IdempotencyMismatch as error:
        # Another tab placed this very cart, with other details: there is one purchase, and this is it.
        text = _("Keranjang ini sudah Anda pesan dari tab lain sebagai %(number)s.")
        messages.warning(request, text % {"number": error.purchase.number})
        return remember(request, see_other(purchase_path(error.purchase)), None)
    except DomainError as error:
        # The second screen then shows the new price, or leads on to the cart when something is gone.
        for sentence in named(error, open_cart(request), offer.lines):
            messages.error(request, sentence)
        return see_other(REVIEW)
    basket = cart_of(request)
    if basket is not None:
        empty(cart=basket, bought={line.variant_id: line.quantity for line in offer.lines})
    _keep_address(request, offer)
    paid = see_other(purchase_path(purchase)) if provider == CASH.code else pay(request, purchase, provider)
    return remember(request, draft.save_last(paid, purchase.number), None)


def _keep_address(request: HttpRequest, offer: draft.Offer) -> None:
    """Keep the address where the buyer asked for it. The purchase stands, whatever comes of this."""
    user, details = person(request), offer.details
    if user and details.get("keep") and details["region_code"]:
        try:
            keep(user=user, place=Place(details["name"], details["phone"], details["region_code"], details["address"]))
        except DomainError as error:
            say(request, error)


def pay(request: HttpRequest, purchase: Purchase, provider: str) -> HttpResponse:
    """Lead to the provider's page; when it cannot be reached the purchase stands and its own page offers to pay."""
    try:
        return see_other(start(purchase=purchase, provider=provider).url or purchase_path(purchase))
    except DomainError as error:
        say(request, error)
        return see_other(purchase_path(purchase))
