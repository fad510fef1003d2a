"""Give the owner something to do by a date, or take it back before it is done."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import ActionItem
from mentoring.journal.served import TOGETHER, locked_own
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked
from rumah.core.text import clean_line

LONGEST, MOST = 200, 20
AHEAD = timedelta(days=366)


@transaction.atomic
def assign(*, actor: User, session: Session, text: str, due_on: date) -> ActionItem:
    """Add an action item for the session's business, due on a day of the house's calendar.

    Raises NotAllowed but for the session's mentor, DomainError with all that is wrong (fields `text`, `due_on`), and
    Conflict when the session is not to be held or has this item already.
    """
    session = locked_own(actor, session)
    text = clean_line(text)
    problems = []
    if session.state not in TOGETHER:
        raise Conflict(_("Sesi ini tidak terjadwal, jadi tidak dapat diberi tindak lanjut."))
    if not text:
        problems.append(Problem(_("Tulis apa yang perlu dikerjakan."), "text"))
    if len(text) > LONGEST:
        problems.append(Problem(_("Tindak lanjut paling panjang 200 huruf."), "text"))
    if not clock.today() <= due_on <= clock.today() + AHEAD:
        problems.append(Problem(_("Pilih tanggal dari hari ini sampai satu tahun ke depan."), "due_on"))
    if session.action_items.count() >= MOST:
        problems.append(Problem(_("Satu sesi paling banyak punya 20 tindak lanjut."), "text"))
    if problems:
        raise DomainError(*problems)
    try:
        with transaction.atomic():
            item = ActionItem.objects.create(
                session=session, business=session.business, text=text, due_on=due_on, created_at=clock.now()
            )
    except IntegrityError:
        raise Conflict(Problem(_("Tindak lanjut itu sudah ada."), "text")) from None
    audit.record("journal.assign", session, actor=actor, item=item.pk, due_on=due_on.isoformat())
    return item


@transaction.atomic
def withdraw(*, actor: User, session: Session, item: int) -> None:
    """Take an action item back; one that is gone already is gone. Raises Conflict when the owner has done it."""
    session = locked_own(actor, session)
    for row in locked(session.action_items.filter(pk=item)):
        if row.done_at:
            raise Conflict(_("Pemilik sudah mengerjakannya, jadi tetap tercatat."))
        audit.record("journal.withdraw", session, actor=actor, item=row.pk, text=row.text)
        row.delete()
