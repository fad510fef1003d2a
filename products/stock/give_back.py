"""Put sold pieces back on the shelf: what was ordered without paying did not leave the house, or came back."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from products.stock.availability import refresh_in_stock_of
from products.stock.models import Reservation, StockLevel
from rumah.core import clock


def give_back(*, reference: str, variant_ids: Collection[int] | None = None) -> bool:
    """Turn what was sold for `reference` (of these variants, or all) into pieces on hand again.

    Returns whether anything was; a second call does nothing. Shelves are taken in the same order as everywhere.
    """
    with transaction.atomic():
        sold = Reservation.objects.filter(reference=reference, state=Reservation.State.COMMITTED)
        if variant_ids is not None:
            sold = sold.filter(stock_id__in=variant_ids)
        back: list[int] = []
        for row in sold.order_by("stock_id"):
            shelf = StockLevel.objects.select_for_update().filter(pk=row.stock_id)
            counted = not shelf.get().to_order
            # The condition is repeated in the write: whoever was quicker has given it back.
            if sold.filter(pk=row.pk).update(state=Reservation.State.RELEASED, closed_at=clock.now()):
                if counted:
                    shelf.update(on_hand=F("on_hand") + row.quantity)
                back.append(row.stock_id)
        if back:
            refresh_in_stock_of(back)
        return bool(back)
