"""The house's ornaments: gajah oling, the elephant's trunk turned into an S, and kopi pecah, the broken coffee bean."""

import math
from collections.abc import Callable

from products.labels.drawing.marks import Curve, Disc, Mark, Point, Shape

# One turn of the vine as it stands in the site's header: a tile of 88 × 22.
TILE, TALL = 88.0, 22.0
VINE: tuple[tuple[Point, Point, Point, Point], ...] = (
    ((0, 16), (10, 16), (14, 5), (26, 5)),
    ((26, 5), (38, 5), (43, 17), (35, 18)),
    ((35, 18), (27, 19), (27, 10), (33, 10)),
    ((44, 6), (54, 6), (58, 17), (70, 17)),
    ((70, 17), (82, 17), (87, 5), (79, 4)),
    ((79, 4), (71, 3), (71, 12), (77, 12)),
    ((26, 5), (34, 2), (38, 6), (44, 6)),
    ((70, 17), (78, 20), (82, 16), (88, 16)),
)
BUDS = (((11, 5), (13.4, 8), (11, 11), (8.6, 8)), ((55, 11), (57.4, 14), (55, 17), (52.6, 14)))
DOTS = ((47.0, 15.0, 1.3), (3.0, 8.0, 1.3))
Place = Callable[[float, float], Point]


def _vine(place: Place, *, tiles: int, scale: float, line: str, bud: str) -> list[Mark]:
    marks: list[Mark] = []
    for tile in range(tiles):
        left = tile * TILE
        for one, two, three, four in VINE:
            points = tuple(place(left + x, y) for x, y in (one, two, three, four))
            marks.append(Curve((points[0], points[1], points[2], points[3]), 1.7 * scale, line))
        marks += [Shape(tuple(place(left + x, y) for x, y in corners), bud) for corners in BUDS]
        marks += [Disc(*place(left + x, y), radius * scale, bud) for x, y, radius in DOTS]
    return marks


def band(x: float, y: float, width: float, height: float, *, line: str, bud: str) -> list[Mark]:
    """Return a vine over the whole width, in whole turns."""
    tiles = max(round(width / (height / TALL * TILE)), 1)
    across, down = width / (tiles * TILE), height / TALL
    return _vine(lambda u, v: (x + u * across, y + v * down), tiles=tiles, scale=down, line=line, bud=bud)


def ring(x: float, y: float, outer: float, inner: float, *, line: str, bud: str) -> list[Mark]:
    """Return a vine bent around a circle, in whole turns."""
    scale, middle = (outer - inner) / TALL, (outer + inner) / 2
    tiles = max(round(2 * math.pi * middle / (scale * TILE)), 3)

    def place(u: float, v: float) -> Point:
        angle, radius = 2 * math.pi * u / (tiles * TILE) - math.pi / 2, outer - v * scale
        return x + radius * math.cos(angle), y + radius * math.sin(angle)

    return _vine(place, tiles=tiles, scale=scale, line=line, bud=bud)


def lattice(x: float, y: float, width: float, height: float, *, step: float, colour: str) -> list[Mark]:
    """Return kopi pecah over an area: beans in pairs, leaning left and right by turns."""
    columns, rows = max(round(width / step), 1), max(round(height / step), 1)
    wide, tall = width / columns, height / rows
    marks: list[Mark] = []
    for row in range(rows):
        for column in range(columns):
            cx, cy = x + (column + 0.5) * wide, y + (row + 0.5) * tall
            lean = 0.5 if (row + column) % 2 else -0.5
            marks += [_bean((cx, cy), step * 0.34, lean, side, colour) for side in (-1, 1)]
            marks.append(Disc(x + column * wide, y + row * tall, step * 0.06, colour))
    return marks


def _bean(at: Point, size: float, lean: float, side: int, colour: str) -> Shape:
    """Return half a bean: an arc closed by its chord, with a gap between the halves."""
    (x, y), points = at, []
    for step in range(9):
        angle = math.pi * step / 8
        u, v = size * math.cos(angle), side * (size * 0.1 + size * 0.5 * math.sin(angle))
        points.append((x + u * math.cos(lean) - v * math.sin(lean), y + u * math.sin(lean) + v * math.cos(lean)))
    return Shape(tuple(points), colour)
