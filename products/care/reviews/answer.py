"""The seller's one answer to a review; it may be put better later."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.care import messages
from products.care.models import Review
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_text

LONGEST = 1000


def answer(*, review: Review, text: str, actor: Any) -> Review:
    """Set the answer beside the review. The caller has found it among the seller's own.

    Raises DomainError (field `text`) for an answer that is empty or too long.
    """
    words = clean_text(text)
    if not 2 <= len(words) <= LONGEST:
        raise DomainError(Problem(_("Tulis jawaban, paling panjang 1.000 huruf."), "text"))
    with transaction.atomic():
        row = locked_one(Review.objects.filter(pk=review.pk).select_related("line__order__purchase"))
        if row.answer == words:
            return row
        is_first, row.answer, row.answered_at = not row.answer, words, clock.now()
        row.save(update_fields=["answer", "answered_at"])
        audit.record("care.answer_review", row, actor=actor, first=is_first)
        if is_first:
            messages.review_answered(row)
        return row
