"""Whose purchase it is: whoever holds its signed link, and nobody else."""

from django.http import Http404, HttpRequest

from products.orders.links import purchase_by_token
from products.orders.models import Purchase


def purchase_of(request: HttpRequest, number: str) -> Purchase:
    """Return the purchase whose token came along, or 404."""
    purchase = purchase_by_token(number, request.POST.get("t") or request.GET.get("t", ""))
    if purchase is None:
        raise Http404
    return purchase
