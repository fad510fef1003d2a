"""Take a review off the pages, with a reason, and put it back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care.models import Review
from products.care.reviews.rating import count_in, count_out
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages
from rumah.core.text import clean_line


def hide(*, review: Review, reason: str, actor: Any) -> Review:
    """Hide a review; a hidden one stays as it is. Raises DomainError (field `reason`) without a reason."""
    words = clean_line(reason)
    if not 5 <= len(words) <= 300:
        raise DomainError(Problem(_("Tulis alasan menyembunyikan ulasan ini, 5 sampai 300 huruf."), "reason"))
    with transaction.atomic():
        row = locked_one(Review.objects.filter(pk=review.pk))
        if row.hidden_at is None:
            row.hidden_at, row.hidden_reason = clock.now(), words
            row.save(update_fields=["hidden_at", "hidden_reason"])
            count_out(row)
            audit.record("care.hide_review", row, actor=actor, reason=words)
            transaction.on_commit(forget_pages)
        return row


def unhide(*, review: Review, actor: Any) -> Review:
    """Show a review again; one that is shown stays as it is. The trail keeps why it was hidden."""
    with transaction.atomic():
        row = locked_one(Review.objects.filter(pk=review.pk))
        if row.hidden_at is not None:
            row.hidden_at, row.hidden_reason = None, ""
            row.save(update_fields=["hidden_at", "hidden_reason"])
            count_in(row)
            audit.record("care.unhide_review", row, actor=actor)
            transaction.on_commit(forget_pages)
        return row
