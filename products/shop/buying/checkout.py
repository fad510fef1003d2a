"""Paying in two screens: /bayar/ asks who and where, /bayar/periksa/ shows everything once more and pays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from products.orders.cart import CartView, empty
from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.orders.place import place
from products.payments.providers import known
from products.payments.start import start
from products.shop.buying import draft
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.details import DetailsForm
from products.shop.buying.places import near
from products.shop.buying.review import named, show_review
from products.shop.buying.visitor import cart_of, open_cart, person, remember
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post

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
    if request.method == "POST":
        form = DetailsForm(request.POST)
        # A refused form is kept and shown by a GET of its own: going back never asks whether to send it again.
        response = see_other(REVIEW if form.is_valid() else REFUSED)
        draft.save(response, {**request.POST.dict(), **form.cleaned_data}, valid=not form.errors)
    else:
        refused = "galat" in request.GET and "name" in kept
        form = DetailsForm(kept) if refused else DetailsForm(initial=kept or _known(person(request)))
        response = render(request, "shop/buying/details.html", {"form": form, "view": view, "near": near()})
    return remember(request, response, view.cart)


def _known(user: Any) -> dict[str, str]:
    return {"name": user.name, "phone": user.phone or "", "email": user.email or ""} if user else {}


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
    return remember(request, show_review(request, view, kept), view.cart)


def _place(request: HttpRequest) -> HttpResponse:
    offer, provider = draft.unseal(request.POST.get("pesanan", "")), request.POST.get("cara", "")
    if offer is None:
        messages.error(request, _("Halaman ini sudah terlalu lama terbuka. Periksa keranjang Anda lagi."))
        return see_other(CART)
    if not known(provider):
        messages.error(request, _("Pilih cara membayar."))
        return see_other(REVIEW)
    try:
        purchase = place(
            lines=offer.lines,
            buyer=offer.buyer(person(request)),
            delivery=offer.delivery,
            language=request.LANGUAGE_CODE,
            idempotency_key=offer.key,
        )
    except DomainError as error:
        # The second screen then shows the new price, or leads on to the cart when something is gone.
        for sentence in named(error, open_cart(request), offer.lines):
            messages.error(request, sentence)
        return see_other(REVIEW)
    basket = cart_of(request)
    if basket is not None:
        empty(cart=basket, bought={line.variant_id: line.quantity for line in offer.lines})
    return remember(request, draft.save_last(pay(request, purchase, provider), purchase.number), None)


def pay(request: HttpRequest, purchase: Purchase, provider: str) -> HttpResponse:
    """Lead to the provider's page; when it cannot be reached the purchase stands and its own page offers to pay."""
    try:
        return see_other(start(purchase=purchase, provider=provider).url or purchase_path(purchase))
    except DomainError as error:
        say(request, error)
        return see_other(purchase_path(purchase))
