"""Pages on how a seller delivers, and on their vouchers."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from products.orders import cash
from products.orders.delivery import set_delivery
from products.orders.models import DeliverySettings
from products.orders.vouchers.make import Terms, make, stop
from products.orders.ways import settings_of
from products.payments.cash_received import cash_received
from products.shipping.carriers import carrier
from rumah.businesses.models import Business
from rumah.core import clock, keyset
from rumah.core.errors import DomainError
from rumah.workspace.delivery_form import DeliveryForm
from rumah.workspace.doors import member, tell
from rumah.workspace.voucher_form import VoucherForm


@member
def delivery(request: HttpRequest, business: Business) -> HttpResponse:
    """Say how goods reach buyers."""
    row: DeliverySettings = settings_of(business)
    form = DeliveryForm(request.POST or None, initial=DeliveryForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            set_delivery(business=business, ways=form.ways(), actor=request.user)
            messages.success(request, _("Pengiriman tersimpan."))
            return redirect("workspace:delivery", business.slug)
        except DomainError as error:
            tell(form, error)
    return render(
        request, "workspace/delivery.html", {"business": business, "form": form, "has_carrier": carrier() is not None}
    )


@member
def vouchers(request: HttpRequest, business: Business) -> HttpResponse:
    """List the seller's vouchers and make one."""
    today = clock.today()
    form = VoucherForm(request.POST or None, initial={"first_day": today, "last_day": today + timedelta(days=30)})
    if request.method == "POST" and form.is_valid():
        try:
            data = dict(form.cleaned_data)
            start, end = _moment(data.pop("first_day")), _moment(data.pop("last_day"), days=1)
            make(terms=Terms(valid_from=start, valid_until=end, **data), business=business, actor=request.user)
            messages.success(request, _("Voucher siap dipakai."))
            return redirect("workspace:vouchers", business.slug)
        except DomainError as error:
            tell(form, error)
    page = keyset.page(business.vouchers.all(), order=("-created_at", "-id"), cursor=request.GET.get("lanjut", ""))
    return render(request, "workspace/vouchers.html", {"business": business, "form": form, "page": page})


def _moment(day: datetime, *, days: int = 0) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.ZONES["WIB"]) + timedelta(days=days)


@member
@require_POST
def stop_voucher(request: HttpRequest, business: Business, pk: int) -> HttpResponse:
    """Take one of the seller's vouchers out of use."""
    stop(voucher=get_object_or_404(business.vouchers.all(), pk=pk), actor=request.user)
    messages.success(request, _("Voucher dihentikan."))
    return redirect("workspace:vouchers", business.slug)


@member
@require_POST
def take_cash(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Note that the buyer's cash for one order has come."""
    order = get_object_or_404(business.orders.all(), number=number)
    try:
        cash_received(order=order, actor=request.user)
        messages.success(request, _("Uang tunai tercatat."))
    except DomainError as error:
        messages.error(request, str(error))
    return _back(business, order.fulfilment)


@member
@require_POST
def call_off(request: HttpRequest, business: Business, number: str) -> HttpResponse:
    """Cancel a cash order, with the reason the buyer reads."""
    order = get_object_or_404(business.orders.all(), number=number)
    try:
        order = cash.call_off(order=order, actor=request.user, reason=request.POST.get("reason", "")[:300])
        messages.success(request, _("Pesanan dibatalkan; stok kembali."))
    except DomainError as error:
        messages.error(request, str(error))
    return _back(business, order.fulfilment)


def _back(business: Business, bucket: str) -> HttpResponse:
    response = redirect("workspace:orders", business.slug)
    response["Location"] += f"?status={bucket}"
    return response
