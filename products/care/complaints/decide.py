"""Staff decide a complaint that buyer and seller could not end between them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care.complaints.deal import settle_on
from products.care.complaints.move import hold
from products.care.complaints.price import priced
from products.care.models import Complaint
from products.care.states import ComplaintState, Party, Solution
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.text import clean_text


def decide(*, complaint: Complaint, solution: str, amount: int = 0, reason: str, actor: Any) -> Complaint:
    """Decide with a reason both sides can read: a refund, something the seller must do, or nothing.

    Raises DomainError (fields `solution`, `amount`, `reason`) and Conflict when it is not with staff.
    """
    problems: list[Problem] = []
    words = clean_text(reason)
    if solution not in Solution.values:
        problems.append(Problem(_("Pilih keputusan."), "solution"))
    if not 10 <= len(words) <= 2000:
        problems.append(Problem(_("Tulis alasan keputusan, 10 sampai 2.000 huruf; kedua pihak membacanya."), "reason"))
    cost = priced(complaint.line, solution, amount, problems)
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        row = hold(complaint)
        if row.state != ComplaintState.ESCALATED:
            raise Conflict(_("Keluhan ini tidak sedang menunggu keputusan petugas."))
        settle_on(row, solution=solution, amount=cost, party=Party.STAFF, actor=actor, text=words)
        return row
