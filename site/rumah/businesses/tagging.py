"""Words a business is found by, beside its name: written by staff, at once, outside the drafts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.core import audit
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages
from rumah.core.text import clean_line

MAX_TAGS = 15
MAX_LETTERS = 40


def set_tags(*, business: Business, text: str, actor: Any) -> list[str]:
    """Let the business have the tags in `text`, parted by commas, and no others; return their names.

    Raises DomainError with every problem; then nothing changes.
    """
    wanted = list({tag.casefold(): tag for part in text.split(",") if (tag := clean_line(part))}.values())
    problems = [
        Problem(_("Tag “%(tag)s” terlalu panjang; paling banyak 40 huruf.") % {"tag": tag}, "tags")
        for tag in wanted
        if len(tag) > MAX_LETTERS
    ]
    if len(wanted) > MAX_TAGS:
        problems.append(Problem(_("Paling banyak 15 tag."), "tags"))
    if problems:
        raise DomainError(*problems)
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        before = tag_names(row)
        row.tags.set(wanted)
        after = tag_names(row)
        if after != before:
            index_businesses([row.pk])
            audit.record("businesses.tags", row, actor=actor, before=before, after=after)
            transaction.on_commit(forget_pages)
    return after


def tag_names(business: Business) -> list[str]:
    """Return the names of its tags in order."""
    return sorted(business.tags.names())
