"""The seller answers: grants the wish, offers something else, or says no."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care import messages
from products.care.complaints.deal import settle_on
from products.care.complaints.move import hold, move
from products.care.complaints.price import priced
from products.care.models import Complaint
from products.care.states import ComplaintState, Party, Solution
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.text import clean_text


def answer(*, complaint: Complaint, offer: str, amount: int = 0, text: str = "", actor: Any) -> Complaint:
    """Answer an open complaint; what is exactly the buyer's wish is agreed at once.

    The caller has found it among the seller's own. Raises DomainError (fields `offer`, `amount`, `text`), and
    Conflict when it waits for somebody else by now.
    """
    problems: list[Problem] = []
    words = clean_text(text)
    if offer not in Solution.values:
        problems.append(Problem(_("Pilih jawaban Anda."), "offer"))
    cost = priced(complaint.line, offer, amount, problems)
    if offer in {Solution.NOTHING, Solution.OTHER} and len(words) < 10:
        problems.append(Problem(_("Jelaskan jawaban Anda kepada pembeli, minimal 10 huruf."), "text"))
    if len(words) > 2000:
        problems.append(Problem(_("Jawaban paling panjang 2.000 huruf."), "text"))
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        row = hold(complaint)
        if row.state != ComplaintState.OPEN:
            raise Conflict(
                _("Keluhan ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
                % {"state": row.get_state_display()}
            )
        row.offer, row.offer_amount = offer, cost
        said: dict[str, Any] = {"party": Party.SELLER, "actor": actor, "solution": offer, "amount": cost, "text": words}
        if (offer, cost) == (row.wish, row.wish_amount):
            settle_on(row, **said)
        else:
            move(row, ComplaintState.SELLER_ANSWERED, **said)
            messages.answered(row)
        return row
