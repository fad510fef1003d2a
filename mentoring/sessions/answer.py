"""A mentor answers a request; whoever does not answer in time is taken to have no time, and the next one is asked."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mentoring.schedule import cells
from mentoring.schedule.calendar import Wish
from mentoring.services.models import Place
from mentoring.sessions import claiming, messages
from mentoring.sessions.book import GRACE, answer_deadline
from mentoring.sessions.cancel import RELATED, close
from mentoring.sessions.models import Session, SessionState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.locking import locked


@transaction.atomic
def confirm(*, actor: User, session: Session) -> list[Session]:
    """Accept a request, all sessions of a series at once, and return them; both sides get it into their calendar.

    Raises NotAllowed but for the mentor who is asked, and Conflict when it was answered, withdrawn or lost its time.
    """
    rows = _asked(actor, session)
    for row in rows:
        claiming.keep_until(row, None)
        row.state, row.answer_by, row.changed_at = SessionState.CONFIRMED, None, clock.now()
        row.save(update_fields=["state", "answer_by", "changed_at"])
    audit.record("sessions.confirm", rows[0], actor=actor)
    messages.booked(rows[0], rows)
    return rows


@transaction.atomic
def decline(*, actor: User, session: Session, reason: str = "") -> Session:
    """Pass a request on to the next mentor, or end it when there is none. Raises as `confirm`."""
    rows = _asked(actor, session)
    audit.record("sessions.decline", rows[0], actor=actor)
    _pass_on(rows, reason=reason)
    return rows[0]


@transaction.atomic
def reassign_unanswered(*, size: int = 50) -> int:
    """Pass on the requests whose mentor has not answered in time and return how many sessions that were."""
    due = Session.objects.filter(state=SessionState.REQUESTED, answer_by__lte=clock.now()).order_by("answer_by")
    keys = set(due.values_list("pk", "series")[:size])
    whole = Q(pk__in={pk for pk, _series in keys}) | Q(series__in={series for _pk, series in keys if series})
    rows = locked(Session.objects.filter(whole, state=SessionState.REQUESTED).select_related(*RELATED))
    together: dict[object, list[Session]] = {}
    for row in rows:
        together.setdefault(row.series or row.pk, []).append(row)
    for group in together.values():
        _pass_on(sorted(group, key=lambda row: row.starts_at))
    return len(rows)


def _asked(actor: User, session: Session) -> list[Session]:
    own = Q(series=session.series) if session.series else Q(pk=session.pk)
    rows = locked(Session.objects.filter(own).select_related(*RELATED))
    if not rows or any(row.mentor.user_id != actor.pk for row in rows):
        raise NotAllowed(_("Permintaan ini bukan untuk Anda."))
    rows = sorted((row for row in rows if row.state == SessionState.REQUESTED), key=lambda row: row.starts_at)
    if not rows:
        raise Conflict(_("Permintaan ini sudah dijawab atau ditarik."))
    return rows


def _pass_on(rows: list[Session], *, reason: str = "") -> None:
    """Ask the least loaded mentor who was not asked yet and is free; without one the house calls it off."""
    first = rows[0]
    for row in rows:
        cells.release(holder=row.pk)
    district = first.business.district_code if first.place == Place.VISIT else ""
    try:
        if first.starts_at <= clock.now():
            raise cells.taken()
        given = claiming.claim(
            service=first.service, starts=[row.starts_at for row in rows], holders=[row.pk for row in rows],
            business=first.business_id, wish=Wish(place=first.place, district=district, single=True),
            without=first.asked, expires_at=answer_deadline(first.starts_at) + GRACE,
        )  # fmt: skip
    except Conflict:
        for row in rows:
            close(row, actor=None, reason=reason or _("Belum ada pendamping yang dapat pada waktu itu."), is_free=False)
        return
    for row, room in zip(rows, given.rooms, strict=True):
        row.mentor, row.room_id, row.asked = given.mentor, room, [*first.asked, given.mentor.pk]
        row.answer_by, row.changed_at = answer_deadline(first.starts_at), clock.now()
        row.save(update_fields=["mentor", "room", "asked", "answer_by", "changed_at"])
    audit.record("sessions.reassign", first, mentor=given.mentor.pk)
    messages.requested(first, rows)
