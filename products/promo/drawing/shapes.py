"""The house's marks: the gajah-oling band, the leaf corner, the kopi-pecah lattice, and a code that scans."""

import math
from collections.abc import Sequence

import segno
from PIL import Image, ImageDraw, ImageOps

from products.promo.drawing.board import Board, Point, dots

# White around a code, in modules, as readers want it.
QUIET = 4
# One turn of the band as the pages draw it (theme/oling.html), in a field of 88 × 22: curves of four points each.
_VINES: tuple[tuple[tuple[Point, Point, Point, Point], ...], ...] = (
    (
        ((0, 16), (10, 16), (14, 5), (26, 5)),
        ((26, 5), (38, 5), (43, 17), (35, 18)),
        ((35, 18), (27, 19), (26, 10), (33, 10)),
    ),
    (
        ((44, 6), (54, 6), (58, 17), (70, 17)),
        ((70, 17), (82, 17), (87, 5), (79, 4)),
        ((79, 4), (71, 3), (70, 12), (77, 12)),
    ),
    (((26, 5), (34, 2), (38, 6), (44, 6)),),
    (((70, 17), (78, 20), (82, 16), (88, 16)),),
)
_BUDS = (((11, 5), (13.4, 8), (11, 11), (8.6, 8)), ((55, 11), (57.4, 14), (55, 17), (52.6, 14)))


def _bezier(curve: tuple[Point, Point, Point, Point], steps: int = 8) -> list[Point]:
    found = []
    for step in range(steps + 1):
        t, s = step / steps, 1 - step / steps
        parts = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        found.append((sum(k * p[0] for k, p in zip(parts, curve, strict=True)),
                      sum(k * p[1] for k, p in zip(parts, curve, strict=True))))  # fmt: skip
    return found


def band(board: Board, y: float, high: float, *, ground: str, vine: str, bud: str) -> None:
    """Draw the gajah-oling band across the board, whole turns only."""
    board.area(box(0, y, board.wide, high), ground)
    turns = max(1, round(board.wide / (88 / 22 * high)))
    unit_x, unit_y = board.wide / turns / 88, high / 22
    for turn in range(turns):
        left = turn * 88
        for curves in _VINES:
            points = [point for curve in curves for point in _bezier(curve)]
            board.stroke([((left + px) * unit_x, y + py * unit_y) for px, py in points], vine, 1.6 * unit_y)
        for shape in _BUDS:
            board.area([((left + px) * unit_x, y + py * unit_y) for px, py in shape], bud)


def box(x: float, y: float, wide: float, high: float) -> list[Point]:
    """Return the corners of a rectangle."""
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


def leaf(x: float, y: float, wide: float, high: float, *, large: float, small: float) -> list[Point]:
    """Return the outline of a box with the house's leaf corner: small, large, small, large, from the upper left."""
    corners = ((x, y, small, 180), (x + wide, y, large, 270), (x + wide, y + high, small, 0), (x, y + high, large, 90))
    points = []
    for cx, cy, radius, first in corners:
        mx = cx + radius if cx == x else cx - radius
        my = cy + radius if cy == y else cy - radius
        for step in range(9):
            angle = math.radians(first + step * 90 / 8)
            points.append((mx + radius * math.cos(angle), my + radius * math.sin(angle)))
    return points


def lattice(board: Board, y: float, high: float, step: float, *, colour: str, ground: str) -> None:
    """Strew split coffee beans over a stripe of the board: kopi pecah."""
    for row in range(math.ceil(high / step) + 1):
        for column in range(math.ceil(board.wide / step) + 1):
            cx, cy = column * step + (step / 2 if row % 2 else 0), y + row * step
            if cy > y + high or cx > board.wide:
                continue
            turn = math.radians(45 if (row + column) % 2 else -45)
            bean = [_turned(cx, cy, math.cos(a) * step * 0.24, math.sin(a) * step * 0.15, turn) for a in _ROUND]
            board.area(bean, colour)
            split = [_turned(cx, cy, part * step * 0.2, math.sin(part * 3) * step * 0.04, turn) for part in _ACROSS]
            board.stroke(split, ground, step * 0.045)


_ROUND = [math.tau * part / 14 for part in range(14)]
_ACROSS = [-1, -0.5, 0, 0.5, 1]


def _turned(cx: float, cy: float, dx: float, dy: float, turn: float) -> Point:
    return cx + dx * math.cos(turn) - dy * math.sin(turn), cy + dx * math.sin(turn) + dy * math.cos(turn)


def code(board: Board, content: str, x: float, y: float, side: float, *, dark: str = "#000000") -> None:
    """Draw the code of `content` on a white leaf; the white around it belongs to `side`."""
    rows: Sequence[Sequence[int]] = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    board.area(leaf(x, y, side, side, large=side * 0.08, small=side * 0.025), "#FFFFFF")
    unit = side / (len(rows) + 2 * QUIET)
    for row, first, many in dots(rows):
        board.area(box(x + (first + QUIET) * unit, y + (row + QUIET) * unit, many * unit, unit), dark)


def photo(board: Board, image: Image.Image, at: Point, *, wide: float, high: float, behind: str) -> None:
    """Put a photo into a box with the leaf corner, cut from its middle; `behind` shows at the corners."""
    size = (board.pixels(wide), board.pixels(high))
    cut = ImageOps.fit(image, size, Image.Resampling.LANCZOS)
    large, small = min(wide, high) * 0.09, min(wide, high) * 0.03
    outline = leaf(0, 0, size[0], size[1], large=board.pixels(large), small=board.pixels(small))
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    ground = Image.new("RGB", size, behind)
    ground.paste(cut, (0, 0), mask)
    board.picture(ground, at, wide=wide, high=high)
