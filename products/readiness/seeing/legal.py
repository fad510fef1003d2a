"""Legality: what the permits on file say."""

from products.readiness.seeing.facts import Facts
from products.readiness.seeing.judged import Seen
from products.readiness.states import Result
from rumah.businesses.states import PermitKind, Sector
from rumah.core import clock

EDIBLE = frozenset({Sector.FOOD, Sector.DRINK, Sector.CULINARY})


def sells_food(facts: Facts) -> bool:
    """Whether permits for food are asked of this business: by its trade, or by what it shows."""
    return facts.business.sector in EDIBLE or any(one.is_food for one in facts.shelf)


def nib(facts: Facts) -> Seen:
    """See an NIB on file, not expired."""
    return _on_file(facts, PermitKind.NIB)


def distribution(facts: Facts) -> Seen:
    """See P-IRT or BPOM MD; does not apply without food."""
    if not sells_food(facts):
        return Seen(Result.NOT_APPLICABLE)
    return _on_file(facts, PermitKind.PIRT, PermitKind.BPOM)


def halal(facts: Facts) -> Seen:
    """See a halal certificate; does not apply without food, or where every food says it is not halal."""
    food = [one for one in facts.shelf if one.is_food]
    if not sells_food(facts) or (food and all(one.is_non_halal for one in food)):
        return Seen(Result.NOT_APPLICABLE)
    return _on_file(facts, PermitKind.HALAL)


def mark(facts: Facts) -> Seen:
    """See a mark; one that is applied for (DID…) is there in part."""
    seen = _on_file(facts, PermitKind.MARK)
    numbers = [one.number.upper() for one in facts.permits if one.kind == PermitKind.MARK]
    if seen.result == Result.YES and all(number.startswith("DID") for number in numbers):
        return Seen(Result.PARTLY, {"applied": 1})
    return seen


def _on_file(facts: Facts, *kinds: str) -> Seen:
    today = clock.local(facts.now).date()
    rows = [one for one in facts.permits if one.kind in kinds]
    if any(one.expires_on is None or one.expires_on >= today for one in rows):
        return Seen(Result.YES)
    last = max((one.expires_on for one in rows if one.expires_on), default=None)
    return Seen(Result.NO, {"expired": last.isoformat()} if last else {})
