"""What home, guides and plain pages say of themselves to chats and search engines."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractRendition
from wagtail.models import Page

from rumah.content.models import GuideIndexPage, GuidePage, HomePage, PlainPage
from rumah.theme.share import SUMMARY, Share, card_path, house_card
from rumah.theme.structured import article, breadcrumbs, data_block, item_list, organization, website


def home_share(page: HomePage) -> Share:
    """Return what the first page says; its opening sentence where an editor wrote no summary."""
    first = next((block.value["text"] for block in page.body if block.block_type == "hero"), "")
    return Share(
        title=settings.HOUSE_NAME, summary=page.search_description or first or settings.HOUSE_NAME, path="/",
        image=house_card(), spoken=_spoken(page),
    )  # fmt: skip


def home_data() -> SafeString:
    """Return the house and its site with the search of products."""
    return data_block(organization(), website())


def guide_share(page: GuidePage) -> Share:
    """Return what a guide says, with a card of its own."""
    cover = page.cover_id or ""
    return Share(
        title=page.title, summary=page.search_description or page.intro, path=page.address, kind="article",
        image=card_path("panduan", page.slug, page.title, page.reading_minutes, cover),
        spoken=_spoken(page),
    )  # fmt: skip


def guide_data(page: GuidePage, cover: AbstractRendition | None) -> SafeString:
    """Return the guide as an article, and where it stands."""
    told = article(
        title=page.title, summary=page.intro, url=page.address, published_at=page.published_at,
        language=page.locale.language_code, image=cover.url if cover else "",
    )  # fmt: skip
    return data_block(told, breadcrumbs([(_("Panduan"), "/panduan/"), (page.title, page.address)]))


def guides_share(page: GuideIndexPage | None) -> Share:
    """Return what the shelf of guides says."""
    words = page.intro if page and page.intro else _("Panduan singkat untuk pemilik usaha kecil.")
    return Share(title=_("Panduan"), summary=words, path="/panduan/", image=house_card())


def guides_data(guides: Sequence[GuidePage]) -> SafeString:
    """Return the guides in the order of the page."""
    return data_block(item_list(((guide.title, guide.address) for guide in guides), name=_("Panduan")))


def plain_share(page: PlainPage) -> Share:
    """Return what a page of text says: its own summary, or how it begins."""
    words = " ".join(strip_tags(str(part["value"])) for part in page.body.raw_data if isinstance(part["value"], str))
    summary = page.search_description or Truncator(words).chars(SUMMARY) or page.title
    return Share(title=page.title, summary=summary, path=page.address, image=house_card(), spoken=_spoken(page))


def _spoken(page: Page) -> tuple[str, ...]:
    return tuple(sorted(getattr(page, "spoken_in", ())))
