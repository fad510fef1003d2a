"""What is running out, and from how many pieces on its owner wants to be told."""

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
    """List what is low, and every variant with its threshold."""
    if request.method == "POST":
        return _set(request, business)
    mine = Variant.objects.filter(product__business=business, is_active=True).select_related("product", "stock")
    page = keyset.page(mine, order=("id",), cursor=request.GET.get("lanjut", ""))
    context = {"business": business, "low": low_of(business)[:MOST], "page": page}
    return render(request, "workspace/selling/low.html", context)


def _set(request: HttpRequest, business: Business) -> HttpResponse:
    mine = Variant.objects.filter(product__business=business, is_active=True)
    number = request.POST.get("varian", "")
    variant = get_object_or_404(
        mine, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    )
    form = LowForm(request.POST)
    try:
        if form.is_valid():
            set_low_at(variant=variant, low_at=form.cleaned_data["low_at"], actor=request.user)
            messages.success(request, _("Tersimpan."))
        else:
            messages.error(request, _("Tulis batas dengan angka, atau kosongkan."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:low_stock", business.slug)
