"""What the directory of businesses shows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from products.shop.browse import words
from products.shop.browse.catalogue_page import Choice, Group
from rumah.businesses.queries import BusinessFilters, list_businesses
from rumah.businesses.states import Sector
from rumah.core import regions
from rumah.core.text import clean_line
from rumah.places.counting import by_district
from rumah.theme.map import district_map
from rumah.theme.share import Share, house_card
from rumah.theme.structured import data_block, item_list

DIRECTORY = "/usaha/"
ORDER = ("q", "bidang", "wilayah", "lanjut")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters that were understood; what cannot be read is left out, never an error."""

    words: dict[str, str]
    cursor: str

    def url(self, **changes: str) -> str:
        """Return the address with `changes`; an empty value takes a parameter away."""
        wanted = {**self.words, **changes}
        kept = {name: wanted[name] for name in ORDER if wanted.get(name)}
        return f"{DIRECTORY}?{urlencode(kept)}" if kept else DIRECTORY


class Place(NamedTuple):
    """A kecamatan in the table beside the map."""

    name: str
    url: str
    number: int
    is_chosen: bool


def read(data: Mapping[str, str]) -> Asked:
    """Read the parameters of a directory address."""
    found: dict[str, str] = {}
    if q := clean_line(data.get("q", ""))[:100]:
        found["q"] = q
    if data.get("bidang") in Sector.values:
        found["bidang"] = data["bidang"]
    place = data.get("wilayah", "")
    if regions.name(place) and regions.level(place) == 3:
        found["wilayah"] = place
    return Asked(found, data.get("lanjut", "")[:400])


def context(asked: Asked) -> dict[str, Any]:
    """Return the template's values."""
    chosen = asked.words
    filters = BusinessFilters(
        q=chosen.get("q", ""), sector=chosen.get("bidang", ""), district=chosen.get("wilayah", "")
    )
    listing = list_businesses(filters, cursor=asked.cursor)
    heading = regions.name(filters.district) or words.businesses()
    # Words are looked for in every kecamatan's list, and nobody has counted what they find there.
    numbers = by_district(settings.HOUSE_REGENCY, sector=filters.sector)
    places = _places(asked, numbers)
    return {
        "asked": asked,
        "heading": heading,
        "listing": listing,
        "groups": _groups(asked, numbers),
        "places": places,
        "map": _map(asked, numbers),
        "map_is_open": not asked.cursor and not chosen.keys() - {"bidang"},
        "kept": [(name, value) for name, value in chosen.items() if name != "q"],
        "next_url": asked.url(lanjut=listing.next_cursor) if listing.next_cursor else "",
        "first_url": asked.url() if asked.cursor else "",
        "is_narrowed": bool(asked.cursor or chosen),
        "share": Share(
            title=heading,
            path=DIRECTORY,
            image=house_card(),
            summary=_(
                "Usaha kecil Banyuwangi yang sudah diperiksa: bidang, tempat, produk, dan nomor WhatsApp mereka."
            ),
        ),
        "structured": data_block(item_list(((row.name, row.get_absolute_url()) for row in listing.rows), name=heading)),
    }


def _links(asked: Asked) -> dict[str, str]:
    """Return the address of each kecamatan's list; the one that is chosen leads back to all."""
    place = asked.words.get("wilayah")
    codes = [region.code for region in regions.children(settings.HOUSE_REGENCY)]
    return {code: asked.url(wilayah="" if code == place else code) for code in codes}


def _map(asked: Asked, numbers: Counter[str]) -> str:
    return district_map(
        settings.HOUSE_REGENCY, numbers, label=_("Peta usaha per kecamatan"), links=_links(asked),
        chosen=asked.words.get("wilayah", ""),
    )  # fmt: skip


def _places(asked: Asked, numbers: Counter[str]) -> list[Place]:
    place = asked.words.get("wilayah", "")
    return [
        Place(regions.name(code), url, numbers[code], code == place)
        for code, url in sorted(_links(asked).items(), key=lambda item: regions.name(item[0]))
    ]


def _groups(asked: Asked, numbers: Counter[str]) -> list[Group]:
    sector, place = asked.words.get("bidang"), asked.words.get("wilayah")
    sectors = [
        Choice(str(label), asked.url(bidang="" if value == sector else value), "", value == sector)
        for value, label in Sector.choices
    ]
    districts = [
        Choice(regions.name(code), url, str(numbers[code] or ""), code == place) for code, url in _links(asked).items()
    ]
    return [Group(_("Bidang"), sectors), Group(_("Kecamatan"), districts)]
