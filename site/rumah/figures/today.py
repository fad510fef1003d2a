"""Today's numbers, counted live: one statement that reads nothing but index ranges of today, kept half a minute."""

from django.core.cache import cache
from django.db import connection

from products.payments.stuck import stuck
from rumah.core import clock
from rumah.figures.measures import all_measures
from rumah.figures.statements import select, with_days

SECONDS = 30
CAP = 100


def today() -> dict[str, int]:
    """Return today's number of each measure that is counted live, and `stuck`: refunds that wait for staff, capped."""
    key = f"figures:today:{clock.today()}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        found = count_today()
        cache.set(key, found, SECONDS)
    return found


def count_today() -> dict[str, int]:
    """Count it. Two queries."""
    live = [one for one in all_measures().values() if one.today]
    head, values = with_days([clock.today()])
    # Our own text; the code of a measure is a value.
    tables = "".join(f", m{at}(day, district, part, value) AS ({select(one)})" for at, one in enumerate(live))
    body = " UNION ALL ".join(f"SELECT %s, SUM(value) FROM m{at}" for at in range(len(live)))
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{tables} {body}", [*values, *[one.code for one in live]])
        found = {code: int(value or 0) for code, value in cursor.fetchall()}
    return found | {"stuck": min(stuck()[: CAP + 1].count(), CAP)}
