"""Publishing a guide from code."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.images.models import Image

from rumah.content.models import GuideIndexPage, GuidePage
from rumah.core.errors import DomainError
from rumah.core.pagecache import forget_pages


@transaction.atomic
def publish_guide(
    *,
    title: str,
    intro: str,
    body_paragraphs: Sequence[str],
    published_at: datetime,
    cover: Image | None = None,
    service_slug: str = "",
) -> GuidePage:
    """Publish a guide under /panduan/; a guide of the same title is returned as it is.

    A paragraph that starts with `## ` becomes a heading; everything else is plain text.
    Raises DomainError when the guide index is missing (run `manage.py setup` first).
    """
    index = GuideIndexPage.objects.filter(locale__language_code="id").first()
    if index is None:
        raise DomainError("Daftar panduan belum ada.")
    slug = slugify(title)[:80].strip("-")
    known: GuidePage | None = GuidePage.objects.child_of(index).filter(slug=slug).first()
    if known:
        return known
    page = GuidePage(
        title=title, slug=slug, intro=intro, cover=cover, service_slug=service_slug, published_at=published_at,
        locale=index.locale, body=[block(text) for text in body_paragraphs],
    )  # fmt: skip
    index.add_child(instance=page)
    page.save_revision().publish()
    transaction.on_commit(forget_pages)
    return page


def block(text: str) -> tuple[str, object]:
    """Return the block of a plain paragraph or a `## ` heading, for a StreamField."""
    from wagtail.rich_text import RichText

    if text.startswith("## "):
        return "heading", text.removeprefix("## ")
    return "text", RichText(f"<p>{escape(text)}</p>")
