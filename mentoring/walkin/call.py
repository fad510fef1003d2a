"""Call the next number, and say what became of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.schedule.calendar import HOUSE
from mentoring.services.models import Service
from mentoring.walkin.draw import may_run_queue
from mentoring.walkin.models import Ticket, TicketState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.text import clean_line

TRIES = 5


@transaction.atomic
def call_next(*, actor: User, service: Service, desk: str = "") -> Ticket | None:
    """Call today's lowest waiting number of the service to `desk` and return it, None when nobody waits.

    Two desks that press at once get two numbers: each takes its row by a condition. Raises NotAllowed for others than
    staff and mentors.
    """
    _refuse_stranger(actor)
    waiting = Ticket.objects.filter(date=clock.today(HOUSE), service=service, state=TicketState.WAITING)
    for _try in range(TRIES):
        ticket = waiting.select_related("service").order_by("number").first()
        if ticket is None:
            return None
        ticket.state, ticket.desk, ticket.called_at = TicketState.CALLED, clean_line(desk)[:40], clock.now()
        taken = waiting.filter(pk=ticket.pk).update(
            state=ticket.state, desk=ticket.desk, called_at=ticket.called_at
        )  # fmt: skip
        if taken:
            audit.record("walkin.call", ticket, actor=actor, desk=ticket.desk)
            return ticket
    raise Conflict(_("Nomor berikutnya sedang dipanggil meja lain. Coba lagi."))


@transaction.atomic
def finish(*, actor: User, ticket: Ticket, came: bool) -> Ticket:
    """Say that the called number was served, or did not come. Raises NotAllowed, or Conflict when that was said."""
    _refuse_stranger(actor)
    state = TicketState.SERVED if came else TicketState.LEFT
    called = Ticket.objects.filter(pk=ticket.pk, state=TicketState.CALLED)
    if not called.update(state=state, ended_at=clock.now()):
        raise Conflict(_("Nomor ini belum dipanggil atau sudah selesai."))
    ticket.state = state
    audit.record("walkin.finish", ticket, actor=actor, state=state.value)
    return ticket


def _refuse_stranger(actor: User) -> None:
    if not may_run_queue(actor):
        raise NotAllowed(_("Hanya petugas dan pendamping yang dapat memanggil nomor antrean."))
