"""What the clock does when somebody lets a deadline pass. Everybody was told beforehand."""

import structlog
from django.db import transaction

from products.care import messages
from products.care.complaints.deal import settle_on
from products.care.complaints.move import hold, move
from products.care.models import Complaint
from products.care.states import OPEN_STATES, ComplaintState, Party
from rumah.core import clock
from rumah.core.errors import DomainError

log = structlog.get_logger(__name__)
BATCH = 200


def go_on(*, complaint: Complaint) -> bool:
    """Take the next step of a complaint whose deadline has passed; False when somebody was quicker.

    A silent seller: staff look. A silent buyer: the seller's offer stands. A promise nobody complains about: kept.
    """
    with transaction.atomic():
        row = hold(complaint)
        if row.state not in OPEN_STATES or row.due_at is None or row.due_at > clock.now():
            return False
        if row.state == ComplaintState.OPEN:
            move(row, ComplaintState.ESCALATED, party=Party.CLOCK)
            messages.escalated(row)
        elif row.state == ComplaintState.SELLER_ANSWERED:
            settle_on(row, solution=row.offer, amount=row.offer_amount, party=Party.CLOCK)
        else:
            move(row, ComplaintState.RESOLVED, party=Party.CLOCK)
            messages.resolved(row)
        return True


def go_on_with_all() -> int:
    """Take the next step of what is overdue, oldest deadline first; return how many moved."""
    due = Complaint.objects.filter(state__in=OPEN_STATES, due_at__lte=clock.now()).order_by("due_at")
    return sum(_one(complaint) for complaint in due[:BATCH])


def _one(complaint: Complaint) -> bool:
    """Go on with one; what the clock cannot do (money that cannot go back) is for staff to see."""
    try:
        return go_on(complaint=complaint)
    except DomainError as error:
        log.warning("complaint_not_settled", complaint=complaint.pk, why=str(error))
    with transaction.atomic():
        row = hold(complaint)
        if row.state != ComplaintState.SELLER_ANSWERED:
            return False
        move(row, ComplaintState.ESCALATED, party=Party.CLOCK)
        messages.escalated(row)
    return True
