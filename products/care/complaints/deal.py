"""What an agreement or a decision leads to: money goes back at once, a promise waits until it is kept."""

from typing import Any

from products.care import messages
from products.care.complaints.move import move
from products.care.models import Complaint
from products.care.states import REFUNDS, ComplaintState, Party, Solution
from products.payments.refund import refund


def settle_on(
    complaint: Complaint, *, solution: str, amount: int, party: Party, actor: Any = None, text: str = ""
) -> None:  # fmt: skip
    """Give the locked complaint its outcome, in the caller's transaction; `party` is who said the last word."""
    complaint.outcome, complaint.outcome_amount = solution, amount
    said: dict[str, Any] = {"party": party, "actor": actor, "solution": solution, "amount": amount, "text": text}
    if solution == Solution.NOTHING:
        move(complaint, ComplaintState.CLOSED, **said)
        messages.closed(complaint)
    elif solution in REFUNDS:
        if complaint.state == ComplaintState.ESCALATED:
            move(complaint, ComplaintState.RESOLVED, **said)
        else:
            move(complaint, ComplaintState.AGREED, **said)
            move(complaint, ComplaintState.RESOLVED, party=Party.CLOCK, solution=solution, amount=amount)
        _give_back(complaint, amount, actor)
        messages.resolved(complaint)
    else:
        move(complaint, ComplaintState.AGREED, **said)
        messages.agreed(complaint)


def _give_back(complaint: Complaint, amount: int, actor: Any) -> None:
    reason = f"{complaint.get_reason_display()}: {complaint.line.product_name}"
    refund(
        purchase=complaint.order.purchase, order=complaint.order, amount=amount, reason=reason,
        key=f"complaint:{complaint.pk}", actor=actor,
    )  # fmt: skip
