"""From what people type to a kecamatan, village or regency: picked from a list, spelt out, or one of several."""

from functools import lru_cache

from django.conf import settings

from rumah.core import regions
from rumah.core.regions import Region
from rumah.core.text import clean_line

REGENCY, KECAMATAN, VILLAGE = 2, 3, 4
MOST = 8


def near() -> tuple[Region, ...]:
    """Return the kecamatan of the house's own regency, the ones most buyers need."""
    return regions.children(settings.HOUSE_REGENCY)


@lru_cache(maxsize=2048)
def candidates(text: str, level: int = KECAMATAN) -> tuple[Region, ...]:
    """Return the regions of `level` that `text` may mean, the house's own first; one of them means: this one.

    Takes a name (`Genteng`), a name with its regency or province (`Genteng, Surabaya`), or a postcode. Kept in
    memory, because a search reads all 7,000 names.
    """
    line = clean_line(text)[:100]
    picked = next((region for region in near() if level == KECAMATAN and region.path == line), None)
    if picked:
        return (picked,)
    name, comma, rest = line.partition(",")
    if comma:
        return _narrowed(_matching(name.strip(), rest.replace(",", " ").split(), level), name.strip())
    words = line.split(" ")[:6]
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if found := _matching(name, words[length:], level):
            return _narrowed(found, name)
    return ()


def meant(text: str) -> tuple[Region, ...]:
    """Return the kecamatan that `text` may mean or, where no kecamatan has that name, the villages."""
    return candidates(text) or candidates(text, VILLAGE)


def picked(text: str, code: str) -> Region | None:
    """Return the region of `code` (kecamatan or village) if `text` is its full name, as a list of ours offers it."""
    region = regions.get(code) if code else None
    if region is None or regions.level(region.code) < KECAMATAN or region.path != clean_line(text):
        return None
    return region


@lru_cache(maxsize=2048)
def suggestions(text: str) -> tuple[Region, ...]:
    """Return what somebody typing `text` may be looking for: kecamatan first, then villages."""
    line = clean_line(text)[:80]
    if len(line) < 2:
        return ()
    # What is spelt out first, then what begins or sounds like it, then villages; each once.
    found = [*candidates(line), *regions.search(line, level=KECAMATAN, limit=MOST)]
    if len(found) < MOST:
        found += candidates(line, VILLAGE)
    return tuple({region.code: region for region in found}.values())[:MOST]


def _matching(name: str, rest: list[str], level: int) -> list[Region]:
    if len(name) < 2:
        return []
    wanted = [word.casefold() for word in rest]
    found = regions.search(name, level=level, limit=50)
    return [region for region in found if all(word in region.path.casefold() for word in wanted)]


def _narrowed(found: list[Region], name: str) -> tuple[Region, ...]:
    exact = [region for region in found if region.name.casefold() == name.casefold()]
    ordered = sorted(exact or found, key=lambda region: not region.code.startswith(f"{settings.HOUSE_REGENCY}."))
    return tuple(ordered[:MOST])
