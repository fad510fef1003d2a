"""The buyer takes what the seller offers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care.complaints.deal import settle_on
from products.care.complaints.move import hold
from products.care.models import Complaint
from products.care.states import ComplaintState, Party
from rumah.core.errors import Conflict


def accept(*, complaint: Complaint, actor: Any = None) -> Complaint:
    """Agree to the seller's offer; an offer of nothing closes the complaint. Raises Conflict without an offer."""
    with transaction.atomic():
        row = hold(complaint)
        if row.state != ComplaintState.SELLER_ANSWERED:
            raise Conflict(_("Tidak ada tawaran penjual yang menunggu jawaban Anda."))
        settle_on(row, solution=row.offer, amount=row.offer_amount, party=Party.BUYER, actor=actor)
        return row
