"""What is running out, and from how many pieces on its owner wants to be told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.stock.low import low_of, set_low_at
from rumah.businesses.models import Business
from rumah.core import keyset
from rumah.core.errors import DomainError
from rumah.workspace.doors import member
from rumah.workspace.selling.forms import LowForm

MOST = 100


@member
def low(request: HttpRequest, business: Business) -> HttpResponse:
    """List what is low, and every variant with its threshold; a refused one comes back as it was typed."""
    mine = Variant.objects.filter(product__business=business, is_active=True)
    refused: dict[str, Any] = {}
    if request.method == "POST":
        variant = get_object_or_404(mine, pk=_number(request.POST.get("varian", "")))
        error = _set(request, variant)
        if not error:
            messages.success(request, _("Tersimpan."))
            return redirect(request.get_full_path())
        refused = {"at": variant.pk, "typed": request.POST.get("low_at", ""), "error": error}
    rows = mine.select_related("product", "stock")
    page = keyset.page(rows, order=("id",), cursor=request.GET.get("lanjut", ""))
    context = {"business": business, "low": low_of(business)[:MOST], "page": page, "refused": refused}
    return render(request, "workspace/selling/low.html", context, status=400 if refused else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _set(request: HttpRequest, variant: Variant) -> str:
    """Set the threshold and return what is wrong, or an empty string."""
    form = LowForm(request.POST)
    if not form.is_valid():
        return _("Tulis batas dengan angka, atau kosongkan.")
    try:
        set_low_at(variant=variant, low_at=form.cleaned_data["low_at"], actor=request.user)
    except DomainError as error:
        return str(error)
    return ""
