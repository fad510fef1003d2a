"""The effect of measured results together, by service: one figure with its interval, or none where there are too few.

What is pooled is what `results.figures` counts: orders per 10,000 views after less before, less the same of the peers,
over the sums of all cases. The interval is 95 %, from how much the cases differ among themselves (each case is one
cluster; the ratios are linearised), so products that are looked at often weigh as they do in the figure itself.
It says how sure the number is, not what caused it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.db import transaction

from mentoring.results import figures
from mentoring.results.figures import Sums
from mentoring.results.models import Figure
from mentoring.results.states import Side, Whose
from rumah.core import clock
from rumah.figures.models import PooledEffect

# Below that nothing is shown: fewer cases say more about those products than about the service.
ENOUGH_CASES = 10
SIDES = ((Whose.OWN, Side.BEFORE), (Whose.OWN, Side.AFTER), (Whose.PEERS, Side.BEFORE), (Whose.PEERS, Side.AFTER))
# How each side enters the difference.
SIGNS = (-1, 1, 1, -1)
# One case: views and orders of each side, in the order of SIDES.
Case = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pool:
    """The effect of some cases, in orders per 10,000 views; None while it says nothing."""

    cases: int
    before: int
    after: int
    effect: int | None = None
    low: int | None = None
    high: int | None = None


def pool(cases: Sequence[Case]) -> Pool:
    """Return the effect of these cases with its interval."""
    sums = [
        Sums(views=sum(case[at][0] for case in cases), orders=sum(case[at][1] for case in cases)) for at in range(4)
    ]
    found = Pool(len(cases), sums[0].views, sums[1].views)
    effect = figures.difference(*sums)
    if effect is None or len(cases) < ENOUGH_CASES:
        return found
    half = _quantile(len(cases)) * 10_000 * sqrt(_variance(cases, sums))
    return Pool(len(cases), sums[0].views, sums[1].views, effect, round(effect - half), round(effect + half))


def _variance(cases: Sequence[Case], sums: Sequence[Sums]) -> float:
    rates = [side.orders / side.views for side in sums]
    total = 0.0
    for case in cases:
        parts = [
            sign * (orders - rate * views) / side.views
            for sign, (views, orders), rate, side in zip(SIGNS, case, rates, sums, strict=True)
        ]
        total += sum(parts) ** 2
    return total * len(cases) / (len(cases) - 1)


def _quantile(cases: int) -> float:
    """Return the 97.5 % point of Student's t, a little too wide rather than too narrow (exact to 0.01 from ten on)."""
    return 1.96 + 2.72 / (cases - 1)


def count() -> int:
    """Count the effect of every service as of today and store it; return how many services had a measured result."""
    cases: dict[tuple[str, int], dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    rows = Figure.objects.filter(measurement__publication__reverted_at=None).order_by().values_list(
        "measurement__publication__deliverable__session__service__slug", "measurement", "whose", "side", "views",
        "orders",
    )  # fmt: skip
    for slug, measurement, whose, side, views, orders in rows.iterator(chunk_size=2000):
        cases[slug, measurement][whose, side] = (views, orders)
    by_service: dict[str, list[Case]] = defaultdict(list)
    for (slug, _measurement), sides in cases.items():
        case = [sides[side] for side in SIDES]
        by_service[slug].append(case)
        by_service[""].append(case)
    today = clock.today()
    made = [_row(slug, pool(found)) for slug, found in by_service.items()]
    with transaction.atomic():
        # One writer after the other: a second one finds the first one's rows and replaces them.
        PooledEffect.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["day", "service"],
            update_fields=["cases", "views_before", "views_after", "effect", "low", "high"],
        )  # fmt: skip
        PooledEffect.objects.filter(day=today).exclude(service__in=by_service).delete()
    return len(by_service) - bool(by_service)


def _row(slug: str, found: Pool) -> PooledEffect:
    return PooledEffect(
        day=clock.today(), service=slug, cases=found.cases, views_before=found.before, views_after=found.after,
        effect=found.effect, low=found.low, high=found.high,
    )  # fmt: skip


def latest() -> list[PooledEffect]:
    """Return the effects of the newest count, all services together first. One query."""
    newest = PooledEffect.objects.order_by("-day").values("day")[:1]
    return list(PooledEffect.objects.filter(day=newest).order_by("service"))
