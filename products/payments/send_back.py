"""Give money back that came in and fits nothing: another amount than asked for, looked at by a person."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.payments.models import Attempt
from products.payments.refund import refund
from products.payments.refund_models import Refund
from products.payments.states import AttemptState
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.locking import locked_one


def send_back(*, attempt: Attempt, actor: Any, reason: str = "") -> Refund:
    """Decide that money under review goes back, all that is left of it; return its refund. Twice is once.

    The buyer reads the reason, in their language where none is given. Raises NotAllowed, and Conflict for a payment
    that is not under review or of which nothing is known in rupiah (`withdrawn.attend` closes that one).
    """
    if not actor.has_perm("payments.change_attempt"):
        raise NotAllowed(_("Anda tidak boleh mengembalikan pembayaran."))
    with transaction.atomic():
        purchase = locked_one(Purchase.objects.filter(attempts=attempt.pk))
        mine = locked_one(Attempt.objects.filter(pk=attempt.pk))
        if mine.state != AttemptState.SUSPENSE or not mine.received:
            raise Conflict(_("Pembayaran ini tidak sedang ditinjau."))
        key = f"suspense:{mine.pk}"
        known = Refund.objects.filter(key=key).first()
        if known is not None:
            return known
        with translation.override(purchase.language):
            why = reason.strip() or _("jumlah yang masuk tidak sama dengan tagihan")
        return refund(
            purchase=purchase, order=None, amount=mine.received - mine.refunded, reason=why, key=key, actor=actor,
            attempt=mine,
        )  # fmt: skip
