"""Keep what an owner says of an item that the system cannot see, with what shows it."""

import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from products.readiness.assess import assess
from products.readiness.models import Answer, RubricItem
from products.readiness.states import Result
from rumah.businesses.models import Business
from rumah.businesses.permits import file_kind
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line

VALUES = (Result.YES, Result.PARTLY, Result.NO)
MAX_TEXT = 500


def answer(
    *, business: Business, item: RubricItem, value: str, text: str, actor: Any, content: bytes = b""
) -> Answer:  # fmt: skip
    """Write the answer and count anew. A new file replaces the old one; without one the old stays.

    Raises DomainError with every problem, each naming its field; then nothing is kept.
    """
    ending, words = _checked(item, value, text, content)
    written = ""
    try:
        with transaction.atomic():
            locked_one(Business.objects.filter(pk=business.pk))
            row = Answer.objects.filter(business=business, code=item.code).first()
            before, old = (row.value, row.file.name) if row else ("", "")
            row = row or Answer(business=business, code=item.code)
            row.value, row.text, row.answered_by, row.answered_at = value, words, actor, clock.now()
            if ending:
                row.file.save(f"{uuid.uuid4().hex}.{ending}", ContentFile(content), save=False)
                written = row.file.name or ""
            row.save()
            audit.record("readiness.answer", row, actor=actor, code=item.code, before=before, after=value)
            if written and old:
                storage = row.file.storage
                transaction.on_commit(lambda: storage.delete(old))
            assess(business=business, actor=actor)
            return row
    except Exception:
        if written:
            Answer._meta.get_field("file").storage.delete(written)
        raise


def _checked(item: RubricItem, value: str, text: str, content: bytes) -> tuple[str, str]:
    problems: list[Problem] = []
    if not item.is_asked:
        problems.append(Problem(_("Hal ini dilihat sistem sendiri, jadi tidak perlu dijawab.")))
    if value not in VALUES:
        problems.append(Problem(_("Pilih sudah, sebagian, atau belum."), "value"))
    words = clean_line(text)
    if len(words) > MAX_TEXT:
        problems.append(Problem(_("Terlalu panjang; paling banyak %(n)d huruf.") % {"n": MAX_TEXT}, "text"))
    ending = ""
    try:
        ending = file_kind(content) if content else ""
    except DomainError as error:
        problems.extend(error.problems)
    if problems:
        raise DomainError(*problems)
    return ending, words
