"""What an address of the catalogue asks for, and the addresses that ask for a little more or less.

Addresses are written by hand, by other sites and by old bookmarks: what cannot be read is left out, never an error.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from products.catalogue.queries import Filters, tree
from rumah.core import regions
from rumah.core.errors import DomainError
from rumah.core.money import parse_rupiah
from rumah.core.text import clean_line

CATALOGUE = "/produk/"
SORTS = {"terbaru": "newest", "termurah": "cheapest", "termahal": "dearest", "cocok": "relevance"}
SWITCHES = {"halal": "halal", "izin": "permit", "tersedia": "in_stock"}
ORDER = ("q", "kategori", "usaha", "wilayah", "min", "max", *SWITCHES, "urut", "lanjut")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` are the parameters that were understood, in one order, so that one page has one address."""

    filters: Filters
    words: dict[str, str]
    cursor: str

    def url(self, **changes: str) -> str:
        """Return the address with `changes`; an empty value takes a parameter away. Paging starts anew."""
        words = self.query(**changes)
        return f"{CATALOGUE}?{words}" if words else CATALOGUE

    def query(self, **changes: str) -> str:
        """Return the part of that address behind the question mark."""
        wanted = {**self.words, **changes}
        # A page holds some seventy of these: joined here, because urlencode takes ten times as long.
        return "&".join(f"{name}={quote_plus(wanted[name])}" for name in ORDER if wanted.get(name))

    def next_url(self, cursor: str) -> str:
        """Return the address of the next page, or an empty string on the last one."""
        return self.url(lanjut=cursor) if cursor else ""


def read(data: Mapping[str, str]) -> Asked:
    """Read the parameters of a catalogue address."""
    words: dict[str, str] = {}
    if q := clean_line(data.get("q", ""))[:100]:
        words["q"] = q
    if any(category.slug == data.get("kategori") for category in tree()):
        words["kategori"] = data["kategori"]
    if _SLUG.fullmatch(seller := data.get("usaha", "")):
        words["usaha"] = seller
    if regions.name(place := data.get("wilayah", "")):
        words["wilayah"] = place
    lowest, highest = _rupiah(data.get("min", "")), _rupiah(data.get("max", ""))
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    if lowest is not None:
        words["min"] = str(lowest)
    if highest is not None:
        words["max"] = str(highest)
    words |= {name: "1" for name in SWITCHES if data.get(name) == "1"}
    if (sort := data.get("urut", "")) in SORTS and (sort != "cocok" or q):
        words["urut"] = sort
    return Asked(_filters(words, lowest, highest), words, data.get("lanjut", "")[:400])


def _filters(words: Mapping[str, str], lowest: int | None, highest: int | None) -> Filters:
    place = words.get("wilayah", "")
    is_district = bool(place) and regions.level(place) >= 3
    default = "relevance" if "q" in words else "newest"
    return Filters(
        q=words.get("q", ""),
        category=words.get("kategori", ""),
        business=words.get("usaha", ""),
        district=regions.ancestor(place, 3) if is_district else "",
        region="" if is_district else place,
        min_price=lowest,
        max_price=highest,
        halal="halal" in words,
        permit="izin" in words,
        in_stock="tersedia" in words,
        sort=SORTS.get(words.get("urut", ""), default),
    )


def _rupiah(text: str) -> int | None:
    try:
        return parse_rupiah(text[:30]) if text.strip() else None
    except DomainError:
        return None
