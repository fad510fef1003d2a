"""Claim and release quarter-hours. The table's UNIQUE(resource, quarter) is the guard; everything else is courtesy.

A claim with an expiry is a hold: it keeps others away until then and not a moment longer, whether or not a task has
swept it up, because an expired row is free to whoever writes next.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mentoring.schedule.models import Cell
from rumah.core import clock
from rumah.core.errors import Conflict, Problem

SECONDS = 900
QUARTER = timedelta(seconds=SECONDS)
# Waited for longer than the lock timeout; chosen to end a deadlock.
_LOST = {"55P03", "40P01"}
# An expired row is taken over where it stands, in the statement that would insert: no gap for a third to slip in.
_TAKE = """
INSERT INTO {table} (resource, starts_at, holder, expires_at) VALUES {rows}
ON CONFLICT (resource, starts_at) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
WHERE {table}.expires_at <= %s
"""


def mentor_resource(pk: int) -> str:
    """Return the name under which a mentor's time is taken."""
    return f"m{pk}"


def business_resource(pk: int) -> str:
    """Return the name under which a business's time is taken."""
    return f"b{pk}"


def room_resource(pk: int) -> str:
    """Return the name under which a room's time is taken."""
    return f"r{pk}"


def live(now: datetime | None = None) -> Q:
    """Return the condition of a row that counts at `now`: one that is for good, or held and not yet expired."""
    return Q(expires_at__isnull=True) | Q(expires_at__gt=now or clock.now())


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the quarter-hours (UTC) that the stretch touches, a started one included."""
    first, end = int(starts_at.timestamp()) // SECONDS, -(-int(ends_at.timestamp()) // SECONDS)
    return [datetime.fromtimestamp(number * SECONDS, UTC) for number in range(first, end)]


def claim(
    *, resources: Collection[str], starts_at: datetime, ends_at: datetime, holder: UUID,
    expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Take the stretch for all resources or for none, in the caller's transaction, until `expires_at` if given.

    Raises Conflict (code `taken`) as `free_claim` returns False.
    """
    if not free_claim(
        resources=resources, starts_at=starts_at, ends_at=ends_at, holder=holder, expires_at=expires_at
    ):  # fmt: skip
        raise taken()


def free_claim(
    *, resources: Collection[str], starts_at: datetime, ends_at: datetime, holder: UUID,
    expires_at: datetime | None = None,
) -> bool:  # fmt: skip
    """Take the stretch for all resources, or take nothing and return False: somebody has one of them.

    Rows go in sorted by (resource, quarter), so that two bookings that name them in opposite order cannot deadlock.
    The savepoint gives back at once what was taken in vain: kept until the end of the transaction it would block
    another, which may have what this one tries next. False also when somebody is just taking one for too long.
    """
    names, stretch = sorted(set(resources)), quarters(starts_at, ends_at)
    try:
        with transaction.atomic():
            written = _take([(name, quarter) for name in names for quarter in stretch], holder, expires_at)
            if written < len(names) * len(stretch):
                raise taken()
    except Conflict:
        return False
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") in _LOST:
            return False
        raise
    return True


def _take(cells: Sequence[tuple[str, datetime]], holder: UUID, expires_at: datetime | None) -> int:
    prepare = {field.name: field for field in Cell._meta.concrete_fields}
    moment = prepare["starts_at"]
    owner = prepare["holder"].get_db_prep_value(holder, connection)
    end = moment.get_db_prep_value(expires_at, connection)
    values: list[Any] = []
    for resource, quarter in cells:
        values += (resource, moment.get_db_prep_value(quarter, connection), owner, end)
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(cells))
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE.format(table=Cell._meta.db_table, rows=rows),
            [*values, moment.get_db_prep_value(clock.now(), connection)],
        )
        return int(cursor.rowcount)


def taken() -> Conflict:
    """Return the answer for a time that somebody else was quicker to take."""
    text = _("Jadwal itu baru saja terisi. Pilih jadwal lain; isian Anda tetap ada.")
    return Conflict(Problem(text, "start", "taken"))


def hand_over(*, holder: UUID, to: UUID, starts_at: datetime, ends_at: datetime) -> int:
    """Give what `holder` has in the stretch to `to` for good, and return how many quarter-hours that were.

    Fewer than were claimed means that the hold had ended and somebody else was there: the caller must give up.
    """
    stretch = {"starts_at__gte": starts_at, "starts_at__lt": ends_at}
    return Cell.objects.filter(holder=holder, **stretch).update(holder=to, expires_at=None)


def keep(*, holder: UUID, expires_at: datetime | None = None) -> int:
    """Let what the holder still has last until `expires_at`, or for good; return how many quarter-hours that are."""
    return Cell.objects.filter(holder=holder).update(expires_at=expires_at)


def release(*, holder: UUID) -> int:
    """Give back what the holder has taken and return how many quarter-hours that were; a second call gives 0."""
    return Cell.objects.filter(holder=holder).delete()[0]
