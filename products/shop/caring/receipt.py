"""Two buttons of the order page: the goods are here, and the same once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from products.care.again import buy_again
from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.payments.complete import complete
from products.shop.buying.answers import say, see_other
from products.shop.buying.visitor import cart_of, cart_token, person, remember
from products.shop.caring.doors import found, of_purchase
from rumah.core.errors import DomainError


@require_POST
@of_purchase
def confirm(request: HttpRequest, purchase: Purchase) -> HttpResponse:
    """Complete one seller's order: the buyer has the goods."""
    number = request.POST.get("pesanan", "")[:20]
    order = found(purchase.orders.select_related("purchase").filter(number=number).first())
    try:
        complete(order=order, actor=person(request))
        messages.success(request, _("Terima kasih. Pesanan selesai; Anda dapat menulis ulasan."))
    except DomainError as error:
        say(request, error)
    return see_other(purchase_path(purchase))


@require_POST
@of_purchase
def again(request: HttpRequest, purchase: Purchase) -> HttpResponse:
    """Fill the cart with what can still be bought, and name what cannot."""
    # A cart filled before signing in goes over to the person first.
    cart_of(request)
    result = buy_again(purchase=purchase, token=cart_token(request), user=person(request))
    if result.added:
        text = ngettext("%(n)d barang masuk keranjang.", "%(n)d barang masuk keranjang.", result.added)
        messages.success(request, text % {"n": result.added})
    for sentence in result.refused:
        messages.warning(request, sentence)
    return remember(request, see_other("/keranjang/"), result.cart)
