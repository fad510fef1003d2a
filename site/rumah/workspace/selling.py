"""Pages on a seller's orders, bucket by bucket."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from products.orders.fulfil import accept, ship
from products.orders.queries import orders_of
from products.orders.states import Fulfilment
from products.payments.complete import complete
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member
from rumah.workspace.forms import ShipForm


@member
def orders(request: HttpRequest, business: Business) -> HttpResponse:
    """List one bucket."""
    bucket = request.GET.get("status", Fulfilment.TO_ACCEPT)
    bucket = bucket if bucket in Fulfilment.values else Fulfilment.TO_ACCEPT
    context = {
        "business": business, "bucket": bucket, "buckets": Fulfilment.choices, "ship_form": ShipForm(),
        "page": orders_of(business, bucket, cursor=request.GET.get("lanjut", "")),
    }  # fmt: skip
    return render(request, "workspace/orders.html", context)


@member
@require_POST
def step(request: HttpRequest, business: Business, number: str, verb: str) -> HttpResponse:
    """Accept, ship or complete one order."""
    order = get_object_or_404(business.orders.select_related("purchase"), number=number)
    form = ShipForm(request.POST)
    try:
        if verb == "terima":
            order = accept(order=order, actor=request.user)
        elif verb == "kirim":
            form.is_valid()
            order = ship(order=order, actor=request.user, **form.cleaned_data)
        else:
            order = complete(order=order, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('workspace:orders', args=[business.slug])}?status={order.fulfilment}")
