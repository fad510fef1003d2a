"""Change the two texts of a profile that a mentor may have written: its short line and its story."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.businesses.models import Business
from rumah.businesses.profile import MAX_STORY, blocks, is_plain, plain_story
from rumah.businesses.search import index_businesses
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.pagecache import forget_pages
from rumah.core.text import clean_line, clean_text

MAX_TAGLINE = 160


def word_problems(*, tagline: str, story: str) -> list[Problem]:
    """Return what is wrong with the two texts, cleaned before."""
    problems = []
    if len(tagline) > MAX_TAGLINE:
        problems.append(Problem(_("Terlalu panjang; paling banyak %(n)d huruf.") % {"n": MAX_TAGLINE}, "tagline"))
    if len(story) > MAX_STORY:
        problems.append(Problem(_("Cerita terlalu panjang; paling banyak 6.000 huruf."), "story"))
    return problems


def reword(*, business: Business, tagline: str, story: str, actor: Any) -> Business:
    """Write short line and story (plain paragraphs).

    Raises DomainError with every problem, each naming its field, and Conflict when the story holds more than
    paragraphs, which plain text would lose.
    """
    tagline, story = clean_line(tagline), clean_text(story)
    if problems := word_problems(tagline=tagline, story=story):
        raise DomainError(*problems)
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if story != plain_story(row):
            if not is_plain(row):
                raise Conflict(
                    Problem(_("Cerita usaha ini disusun petugas dengan gambar; minta petugas mengubahnya."), "story")
                )
            row.story = blocks(story)
        row.tagline, row.updated_at = tagline, clock.now()
        row.save(update_fields=["tagline", "story", "updated_at"])
        index_businesses([row.pk])
        audit.record("businesses.reword", row, actor=actor, fields=["tagline", "story"])
        transaction.on_commit(forget_pages)
    return row
