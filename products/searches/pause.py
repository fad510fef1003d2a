"""Stop and start the weekly message, for one search or for all of a person."""

from typing import Any

from products.searches.models import SavedSearch
from rumah.core import clock


def pause(*, user: Any, search_id: int) -> bool:
    """Stop looking for one search; False for anybody else's."""
    return bool(SavedSearch.objects.filter(user=user, pk=search_id).update(is_paused=True))


def resume(*, user: Any, search_id: int) -> bool:
    """Look again, from now on: what came in between was not wanted. False for anybody else's."""
    mine = SavedSearch.objects.filter(user=user, pk=search_id)
    if mine.filter(is_paused=True).update(is_paused=False, told_until=clock.now()):
        return True
    return mine.exists()


def pause_all(*, user_id: int) -> int:
    """Stop every search of a person; return how many still ran."""
    return SavedSearch.objects.filter(user=user_id, is_paused=False).update(is_paused=True)
