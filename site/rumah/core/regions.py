"""Indonesia's regions by Kemendagri code: the one module that knows the package with the data.

Codes are dotted: `35` province, `35.10` regency or city, `35.10.16` district (kecamatan), `35.10.16.1014` village.
The package loads about 20 MB on first use of villages; districts and above are far smaller.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from lokal import wilayah

Level = Literal[1, 2, 3, 4]
CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its parents' names, nearest first, in `path`."""

    code: str
    name: str
    path: str
    postal_code: str | None


def _region(found: wilayah.Wilayah) -> Region:
    return Region(code=found.code, name=found.name, path=found.path, postal_code=found.postal_code)


@lru_cache(maxsize=4096)
def get(code: str) -> Region | None:
    """Return the region with this code, or None."""
    found = wilayah.get_wilayah(code) if CODE.fullmatch(code) else None
    return _region(found) if found else None


@lru_cache(maxsize=4096)
def name(code: str) -> str:
    """Return the region's own name, or an empty string for an unknown code."""
    return (wilayah.wilayah_name(code) or "") if CODE.fullmatch(code) else ""


@lru_cache(maxsize=512)
def children(code: str) -> tuple[Region, ...]:
    """Return the regions directly below `code`, by name; the provinces for an empty code."""
    found = [_region(item) for item in wilayah.list_wilayah(code or None)]
    return tuple(sorted(found, key=lambda region: region.name))


def search(text: str, *, level: int | None = None, within: str | None = None, limit: int = 10) -> list[Region]:
    """Return regions whose name fits, best first, or the villages of a five-digit postcode."""
    query = text.strip()[:80]
    if re.fullmatch(r"[0-9]{5}", query):
        found = wilayah.find_by_postal_code(query)
        codes = {item.code if level in (None, 4) else ".".join(item.code.split(".")[:level]) for item in found}
        return [region for code in sorted(codes) if (region := get(code))][:limit]
    hits = wilayah.search_wilayah(query, level=cast("Level | None", level), within=within, limit=limit)
    return [_region(item) for item in hits]


def level(code: str) -> int:
    """Return 1 for a province … 4 for a village."""
    return code.count(".") + 1


def ancestor(code: str, wanted: int) -> str:
    """Return the code of the region of level `wanted` that holds `code`."""
    return ".".join(code.split(".")[:wanted])
