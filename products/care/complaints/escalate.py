"""The buyer asks staff to decide."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care import messages
from products.care.complaints.move import hold, move
from products.care.models import Complaint
from products.care.states import ComplaintState, Party
from rumah.core.errors import Conflict
from rumah.core.text import clean_text


def escalate(*, complaint: Complaint, text: str = "", actor: Any = None) -> Complaint:
    """Hand the complaint to staff: once the seller has answered, or has not kept what was agreed.

    Raises Conflict before the seller had their time; the clock does it when that is over.
    """
    with transaction.atomic():
        row = hold(complaint)
        if row.state == ComplaintState.OPEN:
            raise Conflict(_("Penjual masih punya waktu untuk menjawab keluhan ini."))
        if row.state == ComplaintState.ESCALATED:
            return row
        row.outcome, row.outcome_amount = "", 0
        move(row, ComplaintState.ESCALATED, party=Party.BUYER, actor=actor, text=clean_text(text)[:2000])
        messages.escalated(row)
        return row
