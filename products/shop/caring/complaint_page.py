"""Complain about a line and follow the complaint: below /pesanan/<number>/keluhan/."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.care.complaints.accept import accept
from products.care.complaints.done import done
from products.care.complaints.escalate import escalate
from products.care.complaints.file import complain
from products.care.complaints.withdraw import withdraw
from products.care.handing import send_photo
from products.care.links import complaint_path
from products.care.models import Complaint
from products.care.queries import complaint_of, line_of
from products.orders.links import purchase_path, purchase_token
from products.orders.models import Purchase
from products.shop.buying.answers import say, see_other
from products.shop.buying.visitor import person
from products.shop.caring.doors import found, of_purchase
from products.shop.caring.forms import ComplaintForm, tell
from rumah.core.errors import DomainError

VERBS: dict[str, Callable[..., Complaint]] = {
    "terima": accept,
    "petugas": escalate,
    "cabut": withdraw,
    "beres": done,
}


@require_http_methods(["GET", "HEAD", "POST"])
@of_purchase
def new(request: HttpRequest, purchase: Purchase, line: int) -> HttpResponse:
    """Ask what happened to one line of the buyer's own, and what they wish for."""
    row = found(line_of(purchase, line))
    form = ComplaintForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            complaint = complain(line=row, actor=person(request), **form.cleaned_data)
            messages.success(request, _("Keluhan Anda kami terima. Uang pesanan ini ditahan sampai selesai."))
            return see_other(complaint_path(complaint))
        except DomainError as error:
            tell(form, error)
            status = error.status
    context = {
        "form": form, "line": row, "purchase": purchase, "token": purchase_token(purchase.number),
        "back": purchase_path(purchase),
    }  # fmt: skip
    return render(request, "shop/caring/complain.html", context, status=status)


@require_safe
@of_purchase
def complaint(request: HttpRequest, purchase: Purchase, pk: int) -> HttpResponse:
    """Show every step, and what the buyer can do now."""
    row = found(complaint_of(purchase, pk))
    context = {
        "complaint": row, "purchase": purchase, "token": purchase_token(purchase.number),
        "back": purchase_path(purchase),
    }  # fmt: skip
    return render(request, "shop/caring/complaint.html", context)


@require_POST
@of_purchase
def step(request: HttpRequest, purchase: Purchase, pk: int, verb: str) -> HttpResponse:
    """Take the offer, ask staff, withdraw, or say that it is done."""
    row = found(complaint_of(purchase, pk))
    try:
        VERBS[verb](complaint=row, actor=person(request))
        messages.success(request, _("Tersimpan. Penjual mendapat kabar."))
    except DomainError as error:
        say(request, error)
    return see_other(complaint_path(row))


@require_safe
@of_purchase
def photo(request: HttpRequest, purchase: Purchase, pk: int, photo: int) -> FileResponse:
    """Hand the buyer their own evidence."""
    row = found(complaint_of(purchase, pk))
    return send_photo(get_object_or_404(row.photos.all(), pk=photo))
