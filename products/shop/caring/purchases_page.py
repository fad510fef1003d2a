"""A person's purchases: /akun/pembelian/."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from products.orders.links import purchase_path
from products.orders.queries import purchases_with_orders
from products.shop.buying.answers import private, see_other
from products.shop.buying.visitor import count_cart, person

PURCHASES = "/akun/pembelian/"


@login_required
@require_safe
@private
def purchases(request: HttpRequest) -> HttpResponse:
    """List them, newest first, with where money and goods are."""
    count_cart(request)
    cursor = request.GET.get("lanjut", "")[:400]
    page = purchases_with_orders(person(request), cursor=cursor)
    context = {
        "purchases": [(row, purchase_path(row)) for row in page.rows],
        "next_url": f"?lanjut={page.next_cursor}" if page.next_cursor else "",
        "first_url": PURCHASES if cursor else "",
    }
    return render(request, "shop/caring/purchases.html", context)


@login_required
@require_safe
@private
def purchase(request: HttpRequest, number: str) -> HttpResponse:
    """Lead to the page of one of the person's own; 404 for everybody else's."""
    return see_other(purchase_path(get_object_or_404(person(request).purchases.all(), number=number)))
