"""A drawing board of 900 units a side with the few shapes every picture is made of."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

SIDE = 900
# Drawn at twice the size and halved, which is what smooths the edges.
SCALE = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]

# (wall, table): soft tints of the house's palette
GROUNDS: tuple[tuple[str, str], ...] = (
    ("#F1E9DB", "#E2D3BA"), ("#E9ECF8", "#CBD2EC"), ("#FBEFD9", "#F0D9AE"), ("#E6F3EA", "#C6DFCF"),
    ("#F8E7DD", "#E9C9B4"), ("#FFF3CC", "#F4DE94"), ("#EDE6F2", "#D3C4DF"), ("#E3F0F2", "#BFDADF"),
)  # fmt: skip
SOGA, NILA, BELERANG, TINTA, KAIN = "#8F4413", "#23399B", "#F4C430", "#231A14", "#FFFDF8"


def rgb(text: str) -> Colour:
    """Return the colour of `#RRGGBB`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Return a colour `share` of the way from the first to the second."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def dark(colour: str, share: float = 0.2) -> str:
    """Return the colour in shade."""
    return mix(colour, "#2A1408", share)


def light(colour: str, share: float = 0.25) -> str:
    """Return the colour in light."""
    return mix(colour, "#FFF8E8", share)


@lru_cache(maxsize=64)
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own font: the same on every machine."""
    return ImageFont.load_default(size)


def turned(points: Sequence[Point], centre: Point, degrees: float) -> list[Point]:
    """Return the points turned around `centre`."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x0, y0 = centre
    return [(x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in points]


def oval_points(cx: float, cy: float, rx: float, ry: float, degrees: float = 0, steps: int = 48) -> list[Point]:
    """Return the outline of an ellipse."""
    around = [math.tau * i / steps for i in range(steps)]
    points = [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in around]
    return turned(points, (cx, cy), degrees) if degrees else points


def curve(start: Point, middle: Point, end: Point, steps: int = 24) -> list[Point]:
    """Return points of a curve that leans towards `middle`."""
    found = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        found.append((a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]))
    return found


class Canvas:
    """The board. `rng` is seeded, so the same seed draws the same picture."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)  # noqa: S311  # pictures, not secrets
        self.wall, self.table = self.rng.choice(GROUNDS)
        self.image = Image.new("RGB", (SIDE * SCALE, SIDE * SCALE), self.wall)
        self.draw = ImageDraw.Draw(self.image)

    def room(self, horizon: float = 560) -> None:
        """Draw the wall with a soft round light, and the table below it."""
        self.oval(450, horizon - 90, 400, 380, light(self.wall, 0.45))
        self.poly([(0, horizon), *curve((0, horizon), (450, horizon - 26), (SIDE, horizon)), (SIDE, SIDE), (0, SIDE)],
                  self.table)  # fmt: skip
        edge = curve((0, horizon + 4), (450, horizon - 22), (SIDE, horizon + 4))
        self.line(edge, light(self.table, 0.4), 6)

    def poly(self, points: Sequence[Point], fill: str) -> None:
        """Fill a shape."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def oval(self, cx: float, cy: float, rx: float, ry: float, fill: str, degrees: float = 0) -> None:
        """Fill an ellipse."""
        if degrees:
            self.poly(oval_points(cx, cy, rx, ry, degrees), fill)
        else:
            box = [(cx - rx) * SCALE, (cy - ry) * SCALE, (cx + rx) * SCALE, (cy + ry) * SCALE]
            self.draw.ellipse(box, fill=fill)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: str, radius: float = 0) -> None:
        """Fill a rectangle with round corners."""
        sides = [x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE]
        self.draw.rounded_rectangle(sides, radius=radius * SCALE, fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float = 4) -> None:
        """Draw a line with round ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        thick = max(1, round(width * SCALE))
        self.draw.line(scaled, fill=fill, width=thick, joint="curve")
        if thick > 4:
            half = thick / 2
            for x, y in (scaled[0], scaled[-1]):
                self.draw.ellipse([x - half, y - half, x + half, y + half], fill=fill)

    def shadow(self, cx: float, cy: float, rx: float, ry: float) -> None:
        """Lay a soft shadow on the table."""
        for share, size in ((0.10, 1.12), (0.20, 1.0), (0.30, 0.86)):
            self.oval(cx, cy, rx * size, ry * size, mix(self.table, "#5B4636", share))

    def within(self, outline: Sequence[Point], paint: Callable[["Canvas"], None]) -> None:
        """Let `paint` draw on the whole board, and keep only what falls inside the outline."""
        before = self.image.copy()
        paint(self)
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in outline], fill=255)
        before.paste(self.image, mask=mask)
        self.image = before
        self.draw = ImageDraw.Draw(self.image)

    def text(self, cx: float, cy: float, words: str, size: float, fill: str, *, weight: float = 0) -> None:
        """Write one line around a centre; `weight` thickens it."""
        self.draw.text(
            (cx * SCALE, cy * SCALE), words, fill=fill, font=font(round(size * SCALE)), anchor="mm",
            stroke_width=round(weight * SCALE), stroke_fill=fill,
        )  # fmt: skip

    def width_of(self, words: str, size: float) -> float:
        """Return how wide a line will be."""
        return float(font(round(size * SCALE)).getlength(words)) / SCALE

    def finished(self) -> Image.Image:
        """Return the picture at its final size."""
        return self.image.reduce(SCALE)
