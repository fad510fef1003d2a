"""End a hold, once: sold, or given back."""

from django.db import transaction
from django.db.models import F

from products.stock.availability import refresh_in_stock_of
from products.stock.models import Reservation, StockLevel
from rumah.core import clock


def commit(*, reference: str) -> bool:
    """Turn what is held for `reference` into sold. Returns whether anything was; a second call does nothing."""
    return _close(reference, Reservation.State.COMMITTED)


def release(*, reference: str) -> bool:
    """Give back what is held for `reference`. Returns whether anything was; a second call does nothing."""
    return _close(reference, Reservation.State.RELEASED)


def _close(reference: str, state: Reservation.State) -> bool:
    with transaction.atomic():
        held = Reservation.objects.filter(reference=reference, state=Reservation.State.HELD)
        closed: list[int] = []
        for row in held.order_by("stock_id"):
            # The shelf is taken first, in the same order as everywhere, so that two closings cannot deadlock.
            shelf = StockLevel.objects.select_for_update().filter(pk=row.stock_id)
            counted = not shelf.get().to_order
            # The condition is repeated in the write: whoever was quicker has closed it.
            mine = held.filter(pk=row.pk).update(state=state, closed_at=clock.now())
            if not mine:
                continue
            sold = row.quantity if counted and state == Reservation.State.COMMITTED else 0
            shelf.update(reserved=F("reserved") - row.quantity, on_hand=F("on_hand") - sold)
            closed.append(row.stock_id)
        if closed and state == Reservation.State.RELEASED:
            refresh_in_stock_of(closed)
        return bool(closed)
