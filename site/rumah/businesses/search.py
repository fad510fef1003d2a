"""What a business is found by: its name, tags, village and district, and its tagline."""

from collections import defaultdict
from collections.abc import Collection

from rumah.businesses.models import Business, TaggedBusiness
from rumah.core import regions
from rumah.core.search.index import Document, Index

INDEX = Index("businesses_business")
CHUNK = 1000


def index_businesses(business_ids: Collection[int]) -> None:
    """Bring these businesses' words up to date, in bulk. Joins the caller's transaction."""
    ids = sorted(set(business_ids))
    for start in range(0, len(ids), CHUNK):
        INDEX.write(_documents(ids[start : start + CHUNK]))


def place_words(region_code: str) -> str:
    """Return the names a place is looked for by: village, district and regency."""
    return " ".join(regions.name(regions.ancestor(region_code, level)) for level in (4, 3, 2))


def _documents(ids: list[int]) -> list[Document]:
    tags: dict[int, list[str]] = defaultdict(list)
    for pk, tag in TaggedBusiness.objects.filter(content_object__in=ids).values_list("content_object", "tag__name"):
        tags[pk].append(tag)
    rows = Business.objects.filter(pk__in=ids).values_list("pk", "name", "tagline", "region_code")
    return [
        Document(pk=pk, name=name, labels=" ".join(tags[pk]), place=place_words(code), body=tagline)
        for pk, name, tagline, code in rows
    ]
