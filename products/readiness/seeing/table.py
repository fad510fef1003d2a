"""Which function sees which item. What no function sees, the owner is asked."""

from collections.abc import Callable

from products.readiness.models import RubricItem
from products.readiness.seeing import legal, market, shelf
from products.readiness.seeing.facts import Facts
from products.readiness.seeing.judged import Seen
from products.readiness.states import Result

SEES: dict[str, Callable[[Facts], Seen]] = {
    "nib": legal.nib, "distribution": legal.distribution, "halal": legal.halal, "mark": legal.mark,
    "label": shelf.label, "photos": shelf.photos, "listing": shelf.listing, "payment": shelf.payment,
    "replies": shelf.replies, "social": shelf.social, "outside_village": market.outside_village,
    "outside_regency": market.outside_regency, "repeat": market.repeat, "sales": market.sales,
}  # fmt: skip
# What a later version sees otherwise; the versions before it keep seeing as they did.
SINCE: dict[int, dict[str, Callable[[Facts], Seen]]] = {2: {"photos": shelf.sound_photos}}


def see(facts: Facts, item: RubricItem) -> Seen:
    """Return how this item stands by its own version of the rubric."""
    sees = SEES.get(item.code)
    for version, changed in SINCE.items():
        if item.rubric.version >= version:
            sees = changed.get(item.code, sees)
    return sees(facts) if sees else shelf.answer(facts, item.code)


def points(result: Result, worth: int) -> int:
    """Return the points of a result: all, half rounded down, or none."""
    return {Result.YES: worth, Result.NOT_APPLICABLE: worth, Result.PARTLY: worth // 2}.get(result, 0)
