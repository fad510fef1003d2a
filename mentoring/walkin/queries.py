"""Reading the queue of today. Numbers only: who waits is nobody's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Q

from mentoring.schedule.calendar import HOUSE
from mentoring.services.models import Service
from mentoring.walkin.models import Ticket, TicketState
from rumah.core import clock

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A service and how many wait for it today."""

    service: Service
    waiting: int


def called_now() -> list[Ticket]:
    """Return the numbers called today that are still at a desk, the latest first. One query."""
    rows = Ticket.objects.filter(date=clock.today(HOUSE), state=TicketState.CALLED)
    return list(rows.select_related("service").order_by("-called_at", "pk")[:SHOWN])


def state_of_board(called: Sequence[Ticket], waiting: Sequence[Line]) -> str:
    """Return a word that changes with anything the board shows. No query."""
    return _word(([(row.pk.hex, row.desk) for row in called], [(line.service.pk, line.waiting) for line in waiting]))


def state_of_ticket(one: Ticket, before: int) -> str:
    """Return a word that changes with anything a place in line shows, `before` it so many. No query."""
    return _word((one.state, one.desk, before))


def _word(shown: object) -> str:
    return sha256(repr(shown).encode()).hexdigest()[:16]


def lines() -> list[Line]:
    """Return every open service with the number of those who wait, in the house's order. One query."""
    today = Q(tickets__date=clock.today(HOUSE), tickets__state=TicketState.WAITING)
    rows = Service.objects.filter(is_active=True).annotate(waiting_today=Count("tickets", filter=today))
    return [Line(row, row.waiting_today) for row in rows]


def ticket(pk: UUID) -> Ticket | None:
    """Return a ticket of today, or None: yesterday's numbers mean nothing. One query."""
    return Ticket.objects.filter(pk=pk, date=clock.today(HOUSE)).select_related("service").first()


def ahead(one: Ticket) -> int:
    """Return how many wait before it; 0 when it is the next, or was called. One query."""
    if one.state != TicketState.WAITING:
        return 0
    return Ticket.objects.filter(
        date=one.date, service=one.service_id, state=TicketState.WAITING, number__lt=one.number
    ).count()  # fmt: skip
