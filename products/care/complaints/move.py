"""Move a complaint from one word to the next, by the table of states.py and nothing else."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from products.care.models import Complaint, ComplaintStep
from products.care.queries import open_complaint_exists
from products.care.states import COMPLAINT_ALLOWED, OPEN_STATES, ComplaintState, Party
from products.orders.dispute_hold import unhold
from products.orders.models import Purchase
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one

# Days until the clock takes the next step; staff have no deadline, they have a list.
DAYS: dict[str, int] = {ComplaintState.OPEN: 3, ComplaintState.SELLER_ANSWERED: 3, ComplaintState.AGREED: 14}


def hold(complaint: Complaint) -> Complaint:
    """Lock and read the complaint with all that messages about it name.

    The purchase first, as every verb does that moves money or completes an order.
    """
    locked_one(Purchase.objects.filter(orders=complaint.order_id))
    related = ("line", "order__purchase", "business")
    return locked_one(Complaint.objects.filter(pk=complaint.pk).select_related(*related))


def move(
    complaint: Complaint, to: ComplaintState, *, party: Party, actor: Any = None, solution: str = "", amount: int = 0,
    text: str = "",
) -> None:  # fmt: skip
    """Move a locked complaint and write the step down. Raises Conflict when the table does not allow it.

    Fields the caller has changed on it are saved with it. The last open complaint of an order lets the order go.
    """
    if to not in COMPLAINT_ALLOWED[complaint.state]:
        said = _("Keluhan ini sekarang %(state)s, jadi hal itu tidak bisa dilakukan.")
        raise Conflict(said % {"state": complaint.get_state_display()})
    before, complaint.state = complaint.state, to
    write_step(complaint, party=party, actor=actor, solution=solution, amount=amount, text=text)
    complaint.save()
    if to not in OPEN_STATES and not open_complaint_exists(complaint.order_id):
        unhold(order=complaint.order, actor=actor)
    audit.record(
        "care.complaint", complaint, actor=actor, before=before, after=to, party=party, solution=solution, amount=amount
    )


def write_step(
    complaint: Complaint, *, party: Party, actor: Any, solution: str = "", amount: int = 0, text: str = ""
) -> None:
    """Add the step that led to the complaint's state, and set when the clock goes on."""
    complaint.changed_at = clock.now()
    days = DAYS.get(complaint.state)
    complaint.due_at = complaint.changed_at + timedelta(days=days) if days else None
    ComplaintStep.objects.create(
        complaint=complaint, at=complaint.changed_at, party=party, state=complaint.state, solution=solution,
        amount=amount, text=text, actor=actor if getattr(actor, "is_authenticated", False) else None,
    )  # fmt: skip
