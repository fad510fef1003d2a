"""A regency drawn by the server: one tile a kecamatan, near where it lies, with its name and a number.

Tiles and not areas: on a phone every name stays legible and every tile is a target of 44 pixels or more. The picture is
SVG without style or script; its colours are in the one stylesheet, for both schemes and for paper.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rumah.core import regions

# Centres rounded to a hundredth of a degree, about one kilometre; good enough to say who lies north of whom.
CENTRES = Path(__file__).with_name("districts.csv")
COLUMNS, WIDTH, HEIGHT = 4, 90, 58
LONGEST = 13
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """One kecamatan: `level` 0 for nothing, 1 to 3 by how its number compares with the largest."""

    code: str
    name: str
    text: str
    url: str
    level: int
    x: int
    y: int
    lines: tuple[str, ...]
    is_chosen: bool = False


@lru_cache(maxsize=1)
def centres() -> dict[str, Point]:
    """Return latitude and longitude in degrees by code of a kecamatan, of the regencies somebody has measured."""
    with CENTRES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["lat"]), float(row["lng"])) for row in csv.DictReader(file)}


def district_map(
    regency: str,
    numbers: Mapping[str, int],
    *,
    label: str,
    links: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    chosen: str = "",
) -> SafeString:
    """Return the SVG of `regency` with `numbers` and `links` by code of its kecamatan; `label` says what is counted.

    A kecamatan without a number shows 0, one without a link is no link; `chosen` is drawn with a bold edge. `texts` are
    written in place of numbers (`12%`, `Rp2 jt`; up to ten letters). Whoever shows the map gives a table as well.
    """
    places = layout(regency)
    tiles = tiles_of(places, numbers, links=links or {}, texts=texts or {}, chosen=chosen)
    rows = 1 + max((row for _column, row in places.values()), default=0)
    box = f"0 0 {COLUMNS * WIDTH} {rows * HEIGHT}"
    return SafeString(render_to_string("theme/map.html", {"tiles": tiles, "box": box, "label": label}))


def tiles_of(
    places: Mapping[str, tuple[int, int]],
    numbers: Mapping[str, int],
    *,
    links: Mapping[str, str],
    texts: Mapping[str, str],
    chosen: str,
) -> list[Tile]:
    """Return the tiles from north to south, as they are read aloud."""
    most = max((numbers.get(code, 0) for code in places), default=0)
    tiles = []
    for code, (column, row) in sorted(places.items(), key=lambda item: (item[1][1], item[1][0])):
        number, name = numbers.get(code, 0), regions.name(code)
        level = -(-3 * number // most) if number > 0 else 0
        text = texts.get(code) or f"{number:,}".replace(",", ".")
        at = {"x": column * WIDTH, "y": row * HEIGHT}
        tiles.append(
            Tile(code, name, text, links.get(code, ""), level, **at, lines=_lines(name), is_chosen=code == chosen)
        )
    return tiles


@lru_cache(maxsize=64)
def layout(regency: str) -> Mapping[str, tuple[int, int]]:
    """Return (column, row) of each kecamatan, close to where it lies; by name where no centre is known."""
    codes = [region.code for region in regions.children(regency)]
    known = centres()
    if not codes or any(code not in known for code in codes):
        return {code: (at % COLUMNS, at // COLUMNS) for at, code in enumerate(codes)}
    # A fifth more squares than kecamatan leave room for sea and mountains.
    rows = -(-len(codes) * 6 // (5 * COLUMNS))
    return _nearest({code: _scaled(known[code], [known[each] for each in codes], rows) for code in codes}, rows)


def _scaled(point: Point, among: list[Point], rows: int) -> Point:
    """Return where `point` lies on a sheet of COLUMNS by `rows`, north above."""
    (south, north), (west, east) = [(min(values), max(values)) for values in zip(*among, strict=True)]
    down = (north - point[0]) / ((north - south) or 1) * (rows - 1)
    across = (point[1] - west) / ((east - west) or 1) * (COLUMNS - 1)
    return across, down


def _nearest(wanted: Mapping[str, Point], rows: int) -> dict[str, tuple[int, int]]:
    """Give each a square of its own, then trade squares while two together come closer to where they lie."""
    squares = [(column, row) for row in range(rows) for column in range(COLUMNS)]
    holders: list[str] = sorted(wanted, key=lambda code: (wanted[code][1], wanted[code][0]))
    holders += [""] * (len(squares) - len(holders))

    def cost(at: int, square: tuple[int, int]) -> float:
        point = wanted.get(holders[at])
        return 0.0 if point is None else (point[0] - square[0]) ** 2 + (point[1] - square[1]) ** 2

    is_better = True
    while is_better:
        is_better = False
        for one, other in combinations(range(len(squares)), 2):
            now = cost(one, squares[one]) + cost(other, squares[other])
            if cost(one, squares[other]) + cost(other, squares[one]) < now - 1e-9:
                holders[one], holders[other] = holders[other], holders[one]
                is_better = True
    return {code: squares[at] for at, code in enumerate(holders) if code}


def _lines(name: str) -> tuple[str, ...]:
    """Return the name in one line, or in two where it is long and has a space."""
    if len(name) <= LONGEST or " " not in name:
        return (name,)
    cut = min((at for at, letter in enumerate(name) if letter == " "), key=lambda at: abs(2 * at - len(name)))
    return name[:cut], name[cut + 1 :]
