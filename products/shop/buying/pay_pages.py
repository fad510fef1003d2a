"""Beside the order page: the QR code as a picture, and the proof of a transfer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from products.orders.links import purchase_path
from products.payments.queries import payment_status
from products.payments.transfer_proof import send_proof
from products.shop.buying.answers import private, say, see_other
from products.shop.buying.linked import purchase_of
from rumah.businesses.permits import MAX_BYTES
from rumah.core.errors import DomainError
from rumah.core.paper.code import qr_picture


@require_safe
@private
def qr_code(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the live code as a picture: who pays with the phone in hand opens it in the wallet."""
    purchase = purchase_of(request, number)
    live = payment_status(purchase).live
    if live is None or not live.qr:
        raise Http404
    response = HttpResponse(qr_picture(live.qr), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="qris-{purchase.number}.png"'
    return response


# As for paying: the token in the form is the secret that a forged page cannot know.
@csrf_exempt
@require_POST
@private
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """Take a proof of transfer."""
    purchase = purchase_of(request, number)
    file = request.FILES.get("bukti")
    try:
        send_proof(purchase=purchase, content=file.read(MAX_BYTES + 1) if file else b"")
        messages.success(request, _("Bukti transfer kami terima. Petugas memeriksanya pada jam kerja."))
    except DomainError as error:
        say(request, error)
    return see_other(purchase_path(purchase))
