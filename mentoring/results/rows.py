"""The locked row a step is taken on, for whoever may take it; every verb of this room begins here."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentoring.results.models import Deliverable, Version
from mentoring.results.states import ALLOWED, ResultState
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.locking import locked_one

JOINED = ("session__service", "business", "product", "mentor__user")


def owned(actor: User, pk: UUID) -> Deliverable:
    """Lock and return a deliverable of one of the actor's businesses. Raises NotAllowed for others'.

    A mentor who also belongs to the business may not judge their own work.
    """
    rows = Deliverable.objects.filter(business__memberships__user=actor, pk=pk).exclude(mentor__user=actor)
    return _locked(rows.select_related(*JOINED))


def made_by(actor: User, pk: UUID) -> Deliverable:
    """Lock and return a deliverable of this mentor. Raises NotAllowed for another's."""
    return _locked(Deliverable.objects.filter(mentor__user=actor, pk=pk).select_related(*JOINED))


def for_coordinator(actor: User, pk: UUID) -> Deliverable:
    """Lock and return any deliverable. Raises NotAllowed for who is no coordinator."""
    if not actor.has_perm("mentoring_results.change_deliverable"):
        raise NotAllowed(_("Hanya koordinator yang dapat memutuskan."))
    return _locked(Deliverable.objects.filter(pk=pk).select_related(*JOINED))


def _locked(rows: QuerySet[Deliverable]) -> Deliverable:
    try:
        return locked_one(rows)
    except ObjectDoesNotExist:
        raise NotAllowed(_("Hasil ini bukan untuk Anda.")) from None


def latest(row: Deliverable) -> Version:
    """Return the newest version. One query."""
    found = row.versions.order_by("-number").first()
    assert found is not None  # noqa: S101  # a deliverable is made with its first version
    found.deliverable = row
    return found


def seen(row: Deliverable, number: int) -> Version:
    """Return the newest version if it is the one the person looked at, else raise Conflict."""
    version = latest(row)
    if version.number != number:
        raise Conflict(_("Ada versi yang lebih baru. Lihat dulu, lalu putuskan."))
    return version


def move(row: Deliverable, to: ResultState) -> None:
    """Take the step to `to` and save it. Raises Conflict from a state that does not lead there."""
    if to not in ALLOWED[row.state]:
        raise Conflict(
            _("Hasil ini sekarang “%(state)s”, jadi langkah itu tidak dapat dilakukan lagi.")
            % {"state": row.get_state_display()}
        )
    row.state, row.changed_at = to, clock.now()
    row.save(update_fields=["state", "rounds", "changed_at"])
