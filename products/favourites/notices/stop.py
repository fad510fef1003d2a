"""Stop notices before they are sent; the contact is forgotten with them."""

from typing import Any

from products.favourites.models import StockNotice
from rumah.core import clock

WAITING = StockNotice.State.WAITING


def stop_all(*, contact: str) -> int:
    """Stop everything promised to a contact; return how many there were."""
    return _stop(StockNotice.objects.filter(to=contact))


def stop_mine(*, user: Any, notice_id: int) -> int:
    """Stop one of the person's own notices; return 0 for anybody else's."""
    return _stop(StockNotice.objects.filter(user=user, pk=notice_id))


def _stop(notices: Any) -> int:
    ended = {"state": StockNotice.State.STOPPED, "to": "", "ended_at": clock.now()}
    return int(notices.filter(state=WAITING).update(**ended))
