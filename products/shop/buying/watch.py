"""Whether an order page that waits for money still tells the truth: a page asks this now and then, and loads anew."""

from hashlib import sha256

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments.models import TransferProof
from products.payments.queries import PaymentStatus, payment_status
from products.shop.buying.answers import private
from products.shop.buying.linked import purchase_of


def changes_soon(purchase: Purchase, status: PaymentStatus) -> bool:
    """Whether money is expected or being looked at, so that asking again makes sense."""
    return purchase.payment_state == PaymentState.AWAITING or status.code == "review"


def standing(purchase: Purchase, status: PaymentStatus) -> str:
    """Return a short text that changes whenever the page would say something else about the money.

    One query, where the live attempt is a transfer by hand; none otherwise.
    """
    live, proof = status.live, None
    if live is not None and live.provider == "transfer":
        proof = TransferProof.objects.filter(attempt=live).order_by("-pk").values_list("pk", "accepted").first()
    facts = (
        purchase.payment_state,
        status.code,
        status.to_return,
        status.returned,
        live and live.pk,
        live and live.state,
        proof,
    )
    return sha256(repr(facts).encode()).hexdigest()[:16]


@require_safe
@private
def watch(request: HttpRequest, number: str) -> JsonResponse:
    """Say how the purchase stands, for the script of its page; asks no provider: messages and the poller do that."""
    purchase = purchase_of(request, number)
    return JsonResponse({"state": standing(purchase, payment_status(purchase))})
