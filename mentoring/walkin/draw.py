"""Draw a number: one statement counts on and returns it, so two presses at once get two numbers."""

from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from mentoring.schedule.calendar import HOUSE
from mentoring.services.models import Service
from mentoring.walkin.models import QueueCounter, Ticket
from rumah.accounts.found import COORDINATOR
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, NotAllowed, Problem

_NEXT = """
INSERT INTO {table} (date, service_id, last) VALUES (%s, %s, 1)
ON CONFLICT (date, service_id) DO UPDATE SET last = {table}.last + 1
RETURNING last
"""


def may_run_queue(actor: User) -> bool:
    """Whether the person may draw and call numbers: coordinators, mentors, superusers."""
    return actor.is_active and (
        actor.is_superuser or hasattr(actor, "mentor") or actor.groups.filter(name=COORDINATOR).exists()
    )


@transaction.atomic
def draw(*, actor: User, service: Service) -> Ticket:
    """Draw today's next number of the service for somebody at the house and return the ticket.

    Raises NotAllowed but for staff and mentors (the kiosk is signed in as one), DomainError for a closed service.
    """
    if not may_run_queue(actor):
        raise NotAllowed(_("Hanya petugas dan pendamping yang dapat mengambil nomor antrean."))
    if not service.is_active:
        raise DomainError(Problem(_("Layanan ini sedang tidak dibuka."), "service", "closed"))
    today = clock.today(HOUSE)
    ticket = Ticket.objects.create(
        date=today, service=service, number=_next(service.pk, today), drawn_at=clock.now()
    )  # fmt: skip
    audit.record("walkin.draw", ticket, actor=actor, number=ticket.number)
    return ticket


def _next(service: int, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT.format(table=QueueCounter._meta.db_table), [day, service])
        row = cursor.fetchone()
    return int(row[0])
