"""Patterns that fill cloth, baskets and labels."""

import math

from rumah.demo.pictures.canvas import BELERANG, SIDE, Canvas, Point, curve, dark, light, mix, oval_points

Box = tuple[float, float, float, float]
# (ground, main, second): batik as it is dyed here
DYES = (
    ("#22315F", "#F3E7CF", "#C98B3C"), ("#5B2A12", "#F0DDB8", "#D79A4A"), ("#F4EAD5", "#8F4413", "#23399B"),
    ("#7A1F22", "#F6E4C3", "#E3A93F"), ("#1E4A3A", "#EFE6CC", "#D6A53C"), ("#231A14", "#EBDDC2", "#B5692B"),
)  # fmt: skip

CLAY = ("#A65A32", "#2F4A86", "#4F7A5B", "#8C3B3B", "#C48A2C")


def gajah_oling(x: float, y: float, size: float, flip: int = 1) -> list[Point]:
    """Return the S-curve that is the mark of Banyuwangi's batik: an elephant's trunk, an eel."""
    upper = curve((x - size * 0.55 * flip, y + size * 0.1), (x - size * 0.5 * flip, y - size), (x, y), 9)
    lower = curve((x, y), (x + size * 0.5 * flip, y + size), (x + size * 0.55 * flip, y - size * 0.1), 9)
    return upper + lower


def batik(board: Canvas, dye: tuple[str, str, str], *, step: float = 150, turn: float = 0.0) -> None:
    """Cover the board with gajah oling, leaves and dots."""
    ground, main, second = dye
    board.box(0, 0, SIDE, SIDE, ground)
    for row, y in enumerate(range(-60, SIDE + 120, round(step * 0.72))):
        for column in range(-1, math.ceil(SIDE / step) + 2):
            x = column * step + (step / 2 if row % 2 else 0) + turn
            flip = 1 if (row + column) % 2 else -1
            board.line(gajah_oling(x, y, step * 0.42, flip), main, step * 0.065)
            board.line(gajah_oling(x, y, step * 0.30, flip), second, step * 0.03)
            for side in (-1, 1):
                board.oval(
                    x + side * step * 0.3, y + side * step * 0.2 * flip, step * 0.1, step * 0.045, second, 40 * side
                )
            for at in range(3):
                board.oval(x + step * 0.5, y - step * 0.14 + at * step * 0.13, step * 0.022, step * 0.022, main)


def kawung(board: Canvas, dye: tuple[str, str, str], *, step: float = 110) -> None:
    """Cover the board with four-petalled kawung."""
    ground, main, second = dye
    board.box(0, 0, SIDE, SIDE, ground)
    count = math.ceil(SIDE / step) + 1
    for row in range(-1, count):
        for column in range(-1, count):
            x, y = column * step + step / 2, row * step + step / 2
            for angle in (45, 135, 225, 315):
                a = math.radians(angle)
                px, py = x + math.cos(a) * step * 0.28, y + math.sin(a) * step * 0.28
                board.oval(px, py, step * 0.25, step * 0.13, main, angle)
                board.oval(px, py, step * 0.12, step * 0.05, ground, angle)
            board.oval(x, y, step * 0.06, step * 0.06, second)


def weave(board: Canvas, box: Box, colours: tuple[str, str], *, step: float = 34) -> None:
    """Fill a box with plaited strips, over and under."""
    x0, y0, x1, y1 = box
    first, second = colours
    board.box(x0, y0, x1, y1, dark(first, 0.35))
    for row in range(math.ceil((y1 - y0) / step)):
        for column in range(math.ceil((x1 - x0) / step)):
            x, y = x0 + column * step, y0 + row * step
            across = (row + column) % 2 == 0
            tone = first if across else second
            gap = step * 0.09
            board.box(x + gap, y + gap, x + step - gap, y + step - gap, tone, radius=step * 0.18)
            if across:
                board.line([(x + step * 0.2, y + step * 0.32), (x + step * 0.8, y + step * 0.32)], light(tone, 0.4), 2)
            else:
                board.line([(x + step * 0.32, y + step * 0.2), (x + step * 0.32, y + step * 0.8)], light(tone, 0.3), 2)


def leaf(board: Canvas, x: float, y: float, size: float, degrees: float, colour: str = "#3F7D4E") -> None:
    """Draw one leaf that starts at (x, y) and points where `degrees` says."""
    a = math.radians(degrees)
    tip = (x + math.cos(a) * size, y + math.sin(a) * size)
    side = (math.cos(a + math.pi / 2) * size * 0.42, math.sin(a + math.pi / 2) * size * 0.42)
    middle = ((x + tip[0]) / 2, (y + tip[1]) / 2)
    one = curve((x, y), (middle[0] + side[0], middle[1] + side[1]), tip)
    two = curve(tip, (middle[0] - side[0], middle[1] - side[1]), (x, y))
    board.poly(one + two, colour)
    board.poly([*two, *reversed(curve((x, y), middle, tip))], dark(colour, 0.16))
    board.line([(x, y), tip], light(colour, 0.35), max(1.5, size * 0.02))


def plate(board: Canvas, cx: float, cy: float, rx: float, colour: str = "#FFFDF8") -> None:
    """Draw a plate seen from a little above."""
    ry = rx * 0.42
    board.shadow(cx, cy + ry * 0.5, rx * 1.04, ry)
    board.oval(cx, cy + 14, rx, ry, dark(colour, 0.25))
    board.oval(cx, cy, rx, ry, colour)
    board.oval(cx, cy, rx * 0.93, ry * 0.9, mix(colour, "#23399B", 0.55))
    board.oval(cx, cy, rx * 0.91, ry * 0.875, colour)
    board.oval(cx, cy + 4, rx * 0.74, ry * 0.68, dark(colour, 0.06))


def bowl(board: Canvas, cx: float, cy: float, rx: float, colour: str) -> list[Point]:
    """Draw the inside of a bowl and return the outline of its front, to be filled last by `bowl_front`."""
    board.shadow(cx, cy + rx * 0.74, rx * 0.95, rx * 0.22)
    board.oval(cx, cy, rx, rx * 0.32, dark(colour, 0.35))
    front = [*oval_points(cx, cy, rx, rx * 0.32)[:25]]
    return [*front, *curve(front[-1], (cx - rx * 0.92, cy + rx * 0.72), (cx - rx * 0.38, cy + rx * 0.78)),
            *curve((cx + rx * 0.38, cy + rx * 0.78), (cx + rx * 0.92, cy + rx * 0.72), front[0])]  # fmt: skip


def bowl_front(board: Canvas, outline: list[Point], cx: float, cy: float, rx: float, colour: str) -> None:
    """Draw the front of the bowl over what lies in it, with a band of the house's ornament."""
    board.poly(outline, colour)
    board.line(outline[:25], light(colour, 0.4), 7)
    for at in range(-3, 4):
        x = cx + at * rx * 0.24
        y = cy + rx * (0.52 - 0.012 * at * at)
        board.line(gajah_oling(x, y, rx * 0.09), light(colour, 0.45), 4)


def stars(board: Canvas, cx: float, cy: float, radius: float, colour: str = BELERANG) -> None:
    """Draw a small eight-pointed spark."""
    for angle in range(0, 360, 45):
        a = math.radians(angle)
        reach = radius if angle % 90 == 0 else radius * 0.55
        board.line([(cx, cy), (cx + math.cos(a) * reach, cy + math.sin(a) * reach)], colour, radius * 0.14)


def heap(board: Canvas, cx: float, base: float, width: float, rows: int) -> list[tuple[float, float, float]]:
    """Return (x, y, angle) of things piled up, the back rows first."""
    found = []
    for row in range(rows):
        level = rows - 1 - row
        reach = width * (1 - level / rows * 0.72)
        count = max(2, round(reach / 62))
        for at in range(count):
            x = cx - reach + 2 * reach * (at + 0.5) / count + board.rng.uniform(-14, 14)
            y = base - level * 44 + board.rng.uniform(-10, 10)
            found.append((x, y, board.rng.uniform(-38, 38)))
    return found
