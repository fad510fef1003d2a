"""Take several orders of one seller on at once: all of them, or none."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.models import Order
from products.orders.states import Fulfilment
from products.orders.transition import move_order
from rumah.businesses.models import Business
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked

AT_MOST = 50


def accept_many(*, business: Business, numbers: Iterable[str], actor: Any) -> list[Order]:
    """Accept them in one transaction and return them; an accepted one is left as it is.

    Raises DomainError when nothing or too much is chosen, and Conflict with a sentence for every order that is not
    this seller's to accept any more; nothing is changed then.
    """
    wanted = sorted(set(numbers))
    if not wanted:
        raise DomainError(Problem(_("Pilih sedikitnya satu pesanan."), "numbers"))
    if len(wanted) > AT_MOST:
        raise DomainError(Problem(_("Paling banyak %(count)d pesanan sekaligus.") % {"count": AT_MOST}, "numbers"))
    with transaction.atomic():
        rows = locked(business.orders.filter(number__in=wanted).select_related("purchase"))
        problems = [_no_more(row) for row in rows if row.fulfilment not in {Fulfilment.TO_ACCEPT, Fulfilment.TO_SHIP}]
        missing = sorted(set(wanted) - {row.number for row in rows})
        problems += [Problem(_("Pesanan %(number)s tidak ditemukan.") % {"number": one[:20]}) for one in missing]
        if problems:
            raise Conflict(*problems)
        for row in rows:
            if row.fulfilment == Fulfilment.TO_ACCEPT:
                move_order(row, Fulfilment.TO_SHIP, actor=actor)
                messages.moved(row)
        return rows


def _no_more(order: Order) -> Problem:
    facts = {"number": order.number, "state": order.get_fulfilment_display()}
    return Problem(_("Pesanan %(number)s sekarang %(state)s.") % facts)
