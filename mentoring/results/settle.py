"""After two rounds the coordinator decides whether the work is done; after that the owner may use it or leave it."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.results import messages
from mentoring.results.models import Deliverable, Remark
from mentoring.results.rows import for_coordinator, latest, move, owned
from mentoring.results.states import ResultState
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.text import clean_text

DECISIONS = {"ready": ResultState.READY, "revise": ResultState.REVISION, "close": ResultState.CLOSED}


def settle(*, actor: User, deliverable: Deliverable, decision: str, reason: str) -> Deliverable:
    """Decide `ready` (done: the owner may put it live), `revise` (the mentor once more) or `close`; return it.

    Raises NotAllowed for who is no coordinator, DomainError without a reason or a decision, Conflict when it does not
    wait for one.
    """
    text = clean_text(reason)
    problems = []
    if decision not in DECISIONS:
        problems.append(Problem(_("Pilih keputusannya."), "decision"))
    if not 1 <= len(text) <= 1000:
        problems.append(Problem(_("Tulis alasannya; pemilik usaha dan pendamping membacanya."), "reason"))
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        row = for_coordinator(actor, deliverable.pk)
        version = latest(row)
        move(row, DECISIONS[decision])
        Remark.objects.create(version=version, text=text, author=actor, at=clock.now())
        audit.record("results.settle", row, actor=actor, decision=decision, version=version.number)
        messages.answered(version, decision)
        messages.decided(version, text)
    return row


def leave(*, actor: User, deliverable: Deliverable) -> Deliverable:
    """Let the owner leave work unused that the coordinator called done; return it. Raises as the other steps do."""
    with transaction.atomic():
        row = owned(actor, deliverable.pk)
        version = latest(row)
        move(row, ResultState.CLOSED)
        audit.record("results.leave", row, actor=actor, version=version.number)
        messages.answered(version, "close")
    return row
