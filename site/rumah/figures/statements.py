"""From a measure to the statement a database runs: its days as rows, and the few words the two databases differ in."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from rumah.core import clock
from rumah.figures.measures import Measure

WIB = clock.ZONES["WIB"]
MONTH = timedelta(days=30)
# A suspension or its end is known by the trail alone; each is rare.
OFF = (
    ", off AS (SELECT d.day, a.business_id FROM days d JOIN core_auditentry a"
    " ON a.verb IN ('businesses.suspend', 'businesses.reinstate') AND a.at < d.end_at"
    " GROUP BY d.day, a.business_id HAVING MAX(CASE WHEN a.verb = 'businesses.suspend' THEN a.id ELSE 0 END)"
    " > MAX(CASE WHEN a.verb = 'businesses.reinstate' THEN a.id ELSE 0 END))"
)
CALL = re.compile(r"(MINUTES_BETWEEN|PADDED_DAYS)\(((?:[^()]|\([^()]*\))*), ([\w.]+)\)")
PIECES: dict[str, dict[str, str]] = {
    "postgresql": {
        "MINUTES_BETWEEN": "FLOOR(EXTRACT(EPOCH FROM ({end} - {start})) / 60)::bigint",
        "PADDED_DAYS": "LPAD(LEAST(FLOOR(EXTRACT(EPOCH FROM ({end} - {start})) / 86400), 365)::text, 3, '0')",
    },
    "sqlite": {
        "MINUTES_BETWEEN": "((strftime('%s', {end}) - strftime('%s', {start})) / 60)",
        "PADDED_DAYS": "printf('%03d', MIN((strftime('%s', {end}) - strftime('%s', {start})) / 86400, 365))",
    },
}
ROW = {
    "postgresql": "(%s::date, %s::timestamptz, %s::timestamptz, %s::date, %s::timestamptz)",
    "sqlite": "(%s, %s, %s, %s, %s)",
}


def bounds(day: date) -> tuple[datetime, datetime]:
    """Return beginning and end of a day of WIB; the end belongs to the next."""
    start = datetime.combine(day, time.min, WIB)
    return start, start + timedelta(days=1)


def with_days(days: Sequence[date]) -> tuple[str, list[Any]]:
    """Return the head of a statement in which `days` and `off` can be read, and its values."""
    rows = ", ".join([ROW[connection.vendor]] * len(days))
    return f"WITH days(day, start_at, end_at, soon, since) AS (VALUES {rows}){OFF}", _values(days)


def select(measure: Measure) -> str:
    """Return the measure's query in the words of this database, for a cursor that is given values."""
    pieces = PIECES[connection.vendor]
    made = CALL.sub(lambda call: pieces[call[1]].format(start=call[2], end=call[3]), measure.sql)
    # The values come in through %s: every other percent sign is doubled.
    return made.replace("%", "%%")


def _values(days: Sequence[date]) -> list[Any]:
    as_date, as_time = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
    found: list[Any] = []
    for day in days:
        start, end = bounds(day)
        found += [as_date(day), as_time(start), as_time(end), as_date(day + MONTH), as_time(end - MONTH)]
    return found
