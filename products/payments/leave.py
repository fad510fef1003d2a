"""Leave one way to pay for another: nobody shall pay twice, and no silent provider shall stop a sale."""

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments.expire import close
from products.payments.models import Attempt
from products.payments.settle import close_attempt
from products.payments.states import LIVE, AttemptState
from rumah.core.errors import Conflict, Unavailable
from rumah.core.locking import locked_one


def leave(*, attempt: Attempt) -> Attempt:
    """Close a live attempt at its provider, take what was paid there, and return it.

    When the provider is silent the attempt is closed here alone: the poller closes it there as soon as it answers, and
    what is paid until then is found and goes back. Raises Conflict while a proof of transfer waits to be looked at:
    that money is likely there already.
    """
    if attempt.proofs.filter(accepted=None).exists():
        raise Conflict(_("Bukti transfer Anda sedang diperiksa petugas. Jangan membayar lagi dengan cara lain."))
    try:
        attempt = close(attempt)
    except Unavailable as error:
        return _alone(attempt, str(error.__cause__ or error))
    # What the provider still calls open can no longer be paid; it is closed here as well.
    return _alone(attempt, "") if attempt.state in LIVE else attempt


def _alone(attempt: Attempt, why: str) -> Attempt:
    with transaction.atomic():
        locked_one(Purchase.objects.filter(pk=attempt.purchase_id))
        mine = locked_one(Attempt.objects.filter(pk=attempt.pk))
        if mine.state in LIVE:
            close_attempt(mine, AttemptState.CANCELLED, why)
        return mine
