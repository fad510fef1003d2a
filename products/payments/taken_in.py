"""Money has come in: write it into the books, and send back at once what belongs to nobody here."""

from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.models import Purchase
from products.orders.states import PaymentState
from products.payments import book
from products.payments.models import Attempt
from products.payments.refund import refund
from products.payments.states import AttemptState


def taken_in(attempt: Attempt, purchase: Purchase) -> None:
    """Book the money of a locked attempt that has just moved, and make the refund of a surplus or a late payment.

    What is under review stays until a person has looked at it.
    """
    book.received(attempt, purchase)
    if not attempt.received:
        return
    with translation.override(purchase.language):
        if attempt.state == AttemptState.SURPLUS:
            _back(attempt, purchase, _("pembayaran ini sudah dibayar sebelumnya"))
        elif attempt.state == AttemptState.SETTLED and purchase.payment_state == PaymentState.REFUND_DUE:
            _back(attempt, purchase, _("pembayaran tiba setelah waktunya lewat"))


def _back(attempt: Attempt, purchase: Purchase, reason: str) -> None:
    refund(
        purchase=purchase, order=None, amount=attempt.received or 0, reason=reason, key=f"attempt:{attempt.pk}",
        attempt=attempt,
    )  # fmt: skip
