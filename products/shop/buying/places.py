"""From what people type to a kecamatan: picked from the list, spelt out, or chosen among several."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from rumah.core import regions
from rumah.core.regions import Region
from rumah.core.text import clean_line
from rumah.core.throttle import client_address, wait_after

KECAMATAN = 3
MOST = 8
# Typing one name fast asks about ten times; an office behind one address shares the limit.
PER_MINUTE = 300


def near() -> tuple[Region, ...]:
    """Return the kecamatan of the house's own regency, the ones most buyers need."""
    return regions.children(settings.HOUSE_REGENCY)


@lru_cache(maxsize=2048)
def candidates(text: str) -> tuple[Region, ...]:
    """Return the kecamatan that `text` may mean, the house's own first; one of them means: this one.

    Takes a name (`Genteng`), a name with its regency or province (`Genteng, Surabaya`), or a postcode. Kept in
    memory, because a search reads all 7,000 names.
    """
    line = clean_line(text)[:100]
    picked = next((region for region in near() if region.path == line), None)
    if picked:
        return (picked,)
    name, comma, rest = line.partition(",")
    if comma:
        return _narrowed(_matching(name.strip(), rest.replace(",", " ").split()), name.strip())
    words = line.split(" ")[:6]
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if found := _matching(name, words[length:]):
            return _narrowed(found, name)
    return ()


def _matching(name: str, rest: list[str]) -> list[Region]:
    if len(name) < 2:
        return []
    wanted = [word.casefold() for word in rest]
    found = regions.search(name, level=KECAMATAN, limit=50)
    return [region for region in found if all(word in region.path.casefold() for word in wanted)]


def _narrowed(found: list[Region], name: str) -> tuple[Region, ...]:
    exact = [region for region in found if region.name.casefold() == name.casefold()]
    ordered = sorted(exact or found, key=lambda region: not region.code.startswith(f"{settings.HOUSE_REGENCY}."))
    return tuple(ordered[:MOST])


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Suggest kecamatan for what is being typed, as `[{code, label}]`."""
    wait = wait_after("regions", client_address(request), limit=PER_MINUTE, seconds=60)
    if wait:
        return JsonResponse([], safe=False, status=429, headers={"Retry-After": str(wait)})
    found = regions.search(request.GET.get("q", ""), level=KECAMATAN, limit=MOST) if request.GET.get("q") else []
    response = JsonResponse([{"code": region.code, "label": region.path} for region in found], safe=False)
    response["Cache-Control"] = "public, max-age=86400"
    return response
