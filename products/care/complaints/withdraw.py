"""The buyer lets it rest."""

from typing import Any

from django.db import transaction

from products.care import messages
from products.care.complaints.move import hold, move
from products.care.models import Complaint
from products.care.states import ComplaintState, Party


def withdraw(*, complaint: Complaint, actor: Any = None) -> Complaint:
    """Take an open complaint back; twice is once. Raises Conflict when it has ended otherwise."""
    with transaction.atomic():
        row = hold(complaint)
        if row.state == ComplaintState.WITHDRAWN:
            return row
        row.outcome, row.outcome_amount = "", 0
        move(row, ComplaintState.WITHDRAWN, party=Party.BUYER, actor=actor)
        messages.withdrawn(row)
        return row
