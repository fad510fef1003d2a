"""Publishing an event from code."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from rumah.content.guides import block
from rumah.core.errors import DomainError
from rumah.core.pagecache import forget_pages
from rumah.events.models import EventIndexPage, EventPage


@transaction.atomic
def publish_event(
    *,
    title: str,
    intro: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    capacity: int | None,
    paragraphs: Sequence[str] = (),
) -> EventPage:
    """Publish an event under /acara/; one of the same title is returned as it is.

    Raises DomainError when the list is missing (run `manage.py setup` first).
    """
    index = EventIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if index is None:
        raise DomainError("Daftar acara belum ada.")
    slug = slugify(title)[:80].strip("-")
    known: EventPage | None = EventPage.objects.child_of(index).filter(slug=slug).first()
    if known:
        return known
    page = EventPage(
        title=title, slug=slug, intro=intro, starts_at=starts_at, ends_at=ends_at, place=place, capacity=capacity,
        locale=index.locale, body=[block(text) for text in paragraphs],
    )  # fmt: skip
    index.add_child(instance=page)
    page.save_revision().publish()
    transaction.on_commit(forget_pages)
    return page
