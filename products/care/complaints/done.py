"""The buyer says that what was agreed has been done."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care import messages
from products.care.complaints.move import hold, move
from products.care.models import Complaint
from products.care.states import ComplaintState, Party
from rumah.core.errors import Conflict


def done(*, complaint: Complaint, actor: Any = None) -> Complaint:
    """End an agreement that was kept; twice is once. Raises Conflict when nothing is agreed."""
    with transaction.atomic():
        row = hold(complaint)
        if row.state == ComplaintState.RESOLVED:
            return row
        if row.state != ComplaintState.AGREED:
            raise Conflict(_("Belum ada kesepakatan untuk keluhan ini."))
        move(row, ComplaintState.RESOLVED, party=Party.BUYER, actor=actor)
        messages.resolved(row)
        return row
