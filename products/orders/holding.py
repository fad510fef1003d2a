"""Reasons of other rooms to keep an order from completing: a complaint is one.

Rooms above register what they hold; this room knows none of them by name.
"""

from collections.abc import Callable, Collection

Hold = Callable[[Collection[int]], set[int]]
_holds: list[Hold] = []


def register(hold: Hold) -> None:
    """Ask `hold`, which returns the held ones of some order ids, whenever an order is about to complete."""
    if hold not in _holds:
        _holds.append(hold)


def held(order_ids: Collection[int]) -> set[int]:
    """Return which of these orders somebody holds; one query a registered room."""
    found: set[int] = set()
    for hold in _holds:
        found |= hold(order_ids)
    return found
