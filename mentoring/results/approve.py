"""The owner approves a version: it goes live and the 28 days begin, all in one transaction."""

from django.db import transaction

from mentoring.results import live, messages
from mentoring.results.models import Deliverable, Publication
from mentoring.results.rows import move, owned, seen
from mentoring.results.states import ResultState
from products.catalogue.models import Product
from rumah.accounts.models import User
from rumah.core import audit
from rumah.core.images import shelf


def approve(*, actor: User, deliverable: Deliverable, version: int, in_gallery: bool = False) -> Publication:
    """Put version number `version` on the listing and return the publication; `in_gallery` also hangs its pictures.

    Approving what is live already in that version returns the publication there is. Raises NotAllowed for who is not
    of the business, Conflict when the work does not wait for the owner or there is a newer version, and DomainError
    when the listing cannot take it (its 12 photos, a story staff built); then nothing has changed.
    """
    with shelf.all_or_nothing(), transaction.atomic():
        row = owned(actor, deliverable.pk)
        last = seen(row, version)
        if row.state == ResultState.LIVE:
            return row.publications.get(reverted_at=None)
        move(row, ResultState.LIVE)
        was, now = live.put(last, in_gallery=in_gallery, actor=actor)
        price = Product.objects.get(pk=row.product_id).min_price if row.product_id else 0
        publication = Publication.objects.create(
            deliverable=row, version=last, approved_by=actor, live_at=row.changed_at, was=was, now=now, price=price
        )  # fmt: skip
        audit.record("results.approve", row, actor=actor, version=version, publication=publication.pk)
        messages.answered(last, "live")
    return publication
