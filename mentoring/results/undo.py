"""The owner takes back what went live, for thirty days."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.results import live, messages
from mentoring.results.models import Deliverable, Publication
from mentoring.results.rows import move, owned
from mentoring.results.states import ResultState
from rumah.accounts.models import User
from rumah.core import audit
from rumah.core.errors import Conflict, DomainError, Problem

DAYS = timedelta(days=30)


def undo(*, actor: User, deliverable: Deliverable, losing: str = "") -> Publication:
    """Bring the listing back to what it was and return the publication, now reverted.

    Raises NotAllowed for who is not of the business, Conflict when nothing is live, DomainError after thirty days, and
    Conflict (code `changed`) when the listing was changed since: `losing` is then the fingerprint of the listing whose
    loss the owner agreed to (`live.fingerprint`).
    """
    with transaction.atomic():
        row = owned(actor, deliverable.pk)
        publication = row.publications.filter(reverted_at=None).select_related("version").first()
        move(row, ResultState.REVERTED)
        assert publication is not None  # noqa: S101  # what is live has one, by the constraint and `approve`
        publication.deliverable = publication.version.deliverable = row
        if row.changed_at > publication.live_at + DAYS:
            raise DomainError(_("Sudah lebih dari 30 hari. Ubah langsung di halaman produk atau profil."))
        if live.losses(publication) and losing != live.fingerprint(publication):
            text = _("Halaman ini sudah diubah sejak hasil dipasang. Lihat dulu apa yang akan hilang.")
            raise Conflict(Problem(text, None, "changed"))
        live.take_back(publication, actor=actor)
        publication.reverted_at, publication.reverted_by = row.changed_at, actor
        publication.save(update_fields=["reverted_at", "reverted_by"])
        audit.record("results.undo", row, actor=actor, publication=publication.pk)
        messages.answered(publication.version, "revert")
    return publication
