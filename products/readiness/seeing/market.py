"""Market and growth: where completed orders went, who came back, and whether sales went up."""

from collections import Counter

from products.readiness.seeing.facts import Facts
from products.readiness.seeing.judged import Seen, shared
from products.readiness.states import Result
from rumah.core import regions

ENOUGH, FEW_BUYERS = 3, 5


def outside_village(facts: Facts) -> Seen:
    """See what was sent out of the village; one known by its kecamatan counts where that is another."""
    home = facts.business.region_code
    return _sent(sum(_is_elsewhere(one.region_code, home, regions.level(one.region_code)) for one in facts.sales))


def outside_regency(facts: Facts) -> Seen:
    """See what was sent out of the regency."""
    return _sent(sum(_is_elsewhere(one.region_code, facts.business.region_code, 2) for one in facts.sales))


def repeat(facts: Facts) -> Seen:
    """See the share of buyers who bought more than once."""
    buyers = Counter(one.buyer for one in facts.sales)
    again = sum(times > 1 for times in buyers.values())
    data: dict[str, int | str] = {"n": again, "all": len(buyers)}
    if len(buyers) < FEW_BUYERS:
        return Seen(Result.NO, data)
    return Seen(shared(again, len(buyers), yes=20, partly=10), data)


def sales(facts: Facts) -> Seen:
    """See this half year against the one before, in rupiah."""
    data: dict[str, int | str] = {"now": facts.sold_recently, "before": facts.sold_before}
    if not facts.sold_recently:
        return Seen(Result.NO, data)
    if not facts.sold_before:
        return Seen(Result.PARTLY, data)
    return Seen(Result.YES if facts.sold_recently > facts.sold_before else Result.NO, data)


def _is_elsewhere(code: str, home: str, level: int) -> bool:
    return bool(code) and regions.ancestor(code, level) != regions.ancestor(home, level)


def _sent(count: int) -> Seen:
    result = Result.YES if count >= ENOUGH else Result.PARTLY if count else Result.NO
    return Seen(result, {"n": count})
