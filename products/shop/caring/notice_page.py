"""Tell me when it is back: /kabari/<variant>/, and the link that stops it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from products.catalogue.models import Variant
from products.favourites.notices.ask import ask
from products.favourites.notices.links import contact_of
from products.favourites.notices.stop import stop_all, stop_mine
from products.favourites.queries import sold_out
from products.shop.buying.answers import private, see_other
from products.shop.buying.visitor import count_cart, person
from products.shop.caring.doors import found
from products.shop.caring.forms import NoticeForm, tell
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post
from rumah.core.throttle import client_address, wait_after

AN_HOUR = 3600
MOST_AN_HOUR = 10


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def notice(request: HttpRequest, variant: int) -> HttpResponse:
    """Ask where to send the one message, and say what it means."""
    found_variant, is_out = sold_out(variant)
    row = found(found_variant)
    if not is_out:
        return see_other(row.product.get_absolute_url())
    form = NoticeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _asked(request, row, form)
        if status == 200:
            messages.success(request, _("Baik, kami kirim satu kabar begitu barang ini tersedia lagi."))
            return see_other(row.product.get_absolute_url())
    count_cart(request)
    context = {"form": form, "variant": row, "HOUSE_NAME": settings.HOUSE_NAME}
    return render(request, "shop/caring/notice.html", context, status=status)


def _asked(request: HttpRequest, variant: Variant, form: NoticeForm) -> int:
    if wait_after("stock-notice", client_address(request), limit=MOST_AN_HOUR, seconds=AN_HOUR):
        form.add_error(None, _("Terlalu banyak permintaan dari sini. Coba lagi satu jam lagi."))
        return 429
    try:
        contact = form.cleaned_data["contact"]
        ask(variant=variant, contact=contact, user=person(request), language=request.LANGUAGE_CODE)
    except DomainError as error:
        tell(form, error)
        return error.status
    return 200


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def stop(request: HttpRequest) -> HttpResponse:
    """Stop everything promised to the contact of the link; only a press does, for mail programs open links too."""
    token = request.POST.get("k") or request.GET.get("k", "")
    contact = contact_of(token[:600])
    if not contact:
        raise Http404
    if request.method == "POST":
        stop_all(contact=contact)
        messages.success(request, _("Tidak ada kabar lagi yang kami kirim ke kontak ini."))
        return see_other("/produk/")
    return render(request, "shop/caring/stop.html", {"token": token})


@same_origin_post
@require_POST
def stop_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one of the person's own notices."""
    user = person(request)
    if not user or not stop_mine(user=user, notice_id=pk):
        raise Http404
    messages.success(request, _("Kabar dihentikan."))
    return see_other("/favorit/")
