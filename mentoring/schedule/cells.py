"""Claim and release quarter-hours. The table's UNIQUE(resource, quarter) is the guard; everything else is courtesy."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoring.schedule.models import Cell
from rumah.core.errors import Conflict, Problem

SECONDS = 900
QUARTER = timedelta(seconds=SECONDS)


def mentor_resource(pk: int) -> str:
    """Return the name under which a mentor's time is taken."""
    return f"m{pk}"


def business_resource(pk: int) -> str:
    """Return the name under which a business's time is taken."""
    return f"b{pk}"


def room_resource(pk: int) -> str:
    """Return the name under which a room's time is taken."""
    return f"r{pk}"


def quarters(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the quarter-hours (UTC) that the stretch touches, a started one included."""
    first, end = int(starts_at.timestamp()) // SECONDS, -(-int(ends_at.timestamp()) // SECONDS)
    return [datetime.fromtimestamp(number * SECONDS, UTC) for number in range(first, end)]


def claim(*, resources: Collection[str], starts_at: datetime, ends_at: datetime, holder: UUID) -> None:
    """Take the stretch for all resources or for none, in the caller's transaction.

    Rows go in sorted by (resource, quarter), so that two bookings that name them in opposite order cannot deadlock.
    Raises Conflict (code `taken`) when somebody has one of them or is just taking it for too long; the caller's
    transaction stays usable, so that it may try another mentor.
    """
    cells = [
        Cell(resource=resource, starts_at=quarter, holder=holder)
        for resource in sorted(set(resources))
        for quarter in quarters(starts_at, ends_at)
    ]
    try:
        with transaction.atomic():
            Cell.objects.bulk_create(cells)
    except IntegrityError as error:
        raise taken() from error
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "55P03":  # waited for longer than the lock timeout
            raise taken() from error
        raise


def taken() -> Conflict:
    """Return the answer for a time that somebody else was quicker to take."""
    text = _("Jadwal itu baru saja terisi. Pilih jadwal lain; isian Anda tetap ada.")
    return Conflict(Problem(text, "start", "taken"))


def release(*, holder: UUID) -> int:
    """Give back what the holder has taken and return how many quarter-hours that were; a second call gives 0."""
    return Cell.objects.filter(holder=holder).delete()[0]
