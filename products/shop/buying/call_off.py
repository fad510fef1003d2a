"""The buyer calls one seller's paid order off, as long as that seller has not taken it on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from products.orders.links import purchase_path
from products.payments.cancel_order import cancel_order
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.linked import purchase_of
from products.shop.buying.visitor import person
from rumah.core.errors import DomainError


# The token is the secret that a forged page cannot know (see order_page).
@csrf_exempt
@require_POST
@private
def call_off(request: HttpRequest, number: str, order: str) -> HttpResponse:
    """Cancel it; the money goes back by itself."""
    purchase = purchase_of(request, number)
    row = get_object_or_404(purchase.orders.all(), number=order)
    try:
        cancel_order(order=row, actor=person(request), reason=request.POST.get("alasan", ""))
        messages.success(request, _("Pesanan dibatalkan. Dana untuk pesanan ini dikembalikan kepada Anda."))
    except DomainError as error:
        say(request, error)
    return see_other(purchase_path(purchase))
