"""What the editorial pages read: each block's rows in one query, whatever it shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import get_language

from mentoring.services.models import Service
from products.catalogue.cards import Card, as_cards
from products.catalogue.categories import within
from products.catalogue.models import Category, Product
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.content.models import GuideIndexPage, GuidePage, HomePage, PlainPage

M = TypeVar("M", bound=Model)
R = TypeVar("R")
DEFAULT = "id"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a page with the rows it shows, and the name of its template."""

    kind: str
    value: Any
    template: str
    rows: Sequence[Any] = field(default_factory=list)


def spoken(pages: QuerySet[M]) -> M | None:
    """Return the page in the visitor's language, or in Indonesian when it has not been translated."""
    language = get_language() or DEFAULT
    found = {page.locale.language_code: page for page in pages.select_related("locale")[:4]}  # type: ignore[attr-defined]
    page = found.get(language) or found.get(DEFAULT) or next(iter(found.values()), None)
    if page is not None:
        page.spoken_in = list(found)  # type: ignore[attr-defined]  # for the links to its other languages
    return page


def home_page() -> HomePage | None:
    """Return the home page in the visitor's language. One query."""
    return spoken(HomePage.objects.live())


def guide(slug: str) -> GuidePage | None:
    """Return a published guide with its cover. One query."""
    return spoken(called(GuidePage.objects.live(), slug).select_related("cover"))


def plain(slug: str) -> PlainPage | None:
    """Return a published page of text. One query."""
    return spoken(called(PlainPage.objects.live(), slug))


def called(pages: QuerySet[M], slug: str) -> QuerySet[M]:
    """Return the page with this slug in all its languages: a translation may have another slug."""
    keys = pages.filter(slug=slug).order_by().values("translation_key")
    return pages.filter(translation_key__in=keys)


def guide_index() -> GuideIndexPage | None:
    """Return the page that introduces the guides. One query."""
    return spoken(GuideIndexPage.objects.live())


def guides(count: int = 60) -> list[GuidePage]:
    """Return the newest guides, each in the visitor's language where it exists. One query."""
    language = get_language() or DEFAULT
    rows = GuidePage.objects.live().filter(locale__language_code__in={language, DEFAULT}).select_related("locale")
    chosen: dict[Any, GuidePage] = {}
    for row in rows.order_by("-published_at", "-id")[: 2 * count]:
        if row.translation_key not in chosen or row.locale.language_code == language:
            chosen[row.translation_key] = row
    return list(chosen.values())[:count]


def service(page: GuidePage) -> Service | None:
    """Return the service of mentoring that helps with a guide, if it is given now. One query, or none."""
    if not page.service_slug:
        return None
    found: Service | None = Service.objects.filter(slug=page.service_slug, is_active=True).first()
    return found


def parts(page: Any) -> list[Part]:
    """Return the blocks of a page with their rows, one query each; a block that has nothing to show is left out."""
    shown = [
        Part(block.block_type, block.value, block.block.meta.template, _rows(block.block_type, block.value))
        for block in page.body
    ]
    fed = {"products", "businesses", "categories", "guides"}
    return [part for part in shown if part.rows or part.kind not in fed]


def _rows(kind: str, value: Any) -> Sequence[Any]:
    if kind == "products":
        listed = Product.objects.filter(is_listed=True).order_by("-listed_at", "-id")
        if (category := (value.get("category") or "").strip()) and not any(value["slugs"]):
            listed = listed.filter(category__in=within(category))
        return [Card._make(row) for row in _chosen(as_cards(listed), value)]
    if kind == "businesses":
        verified = Business.objects.filter(standing=Standing.VERIFIED, product_count__gt=0).defer("story")
        return _chosen(verified.order_by("-verified_at", "-id"), value)
    if kind == "categories":
        return list(Category.objects.filter(parent=None).order_by("position", "name"))
    if kind == "guides":
        return guides(value["count"])
    return []


def _chosen(rows: QuerySet[Any, R], value: Any) -> list[R]:
    slugs = [slug.strip() for slug in value["slugs"] if slug.strip()]
    if not slugs:
        return list(rows[: value["count"]])
    found = {row.slug: row for row in rows.filter(slug__in=slugs)}  # type: ignore[attr-defined]
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]
