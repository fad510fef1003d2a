"""What a piece is drawn on. Lengths are the board's own units: millimetres on paper, pixels in a picture."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, Protocol

from fontTools.ttLib import TTFont
from PIL.Image import Image

from rumah.core.paper.sheet import FONTS

Point = tuple[float, float]
Face = Literal["heavy", "plain"]
# The house's own letters; where a text needs others, the whole of it is set in the second pair.
FILES: dict[Face, tuple[str, str]] = {
    "heavy": ("PlusJakartaSans-ExtraBold.ttf", "DejaVuSans-Bold.ttf"),
    "plain": ("PlusJakartaSans-SemiBold.ttf", "DejaVuSans.ttf"),
}


class Board(Protocol):
    """A surface with a size, on which shapes, words and pictures are put in the order they come."""

    wide: float
    high: float

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw an open line with round ends."""

    def words(self, x: float, y: float, text: str, *, size: float, face: Face, colour: str) -> None:
        """Write one line from `x` on, its baseline at `y`; `size` is the height of the letters' em."""

    def width_of(self, text: str, *, size: float, face: Face) -> float:
        """Return how wide a line would be."""

    def picture(self, image: Image, at: Point, *, wide: float, high: float) -> None:
        """Put a picture into a box of its own shape."""

    def pixels(self, length: float) -> int:
        """Return how many pixels a picture of this length should have."""


@cache
def _letters(file: str) -> frozenset[int]:
    with TTFont(FONTS / file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def file_for(text: str, face: Face) -> str:
    """Return the font file a text is set in: the house's where it has every letter."""
    own, other = FILES[face]
    return own if all(ord(letter) in _letters(own) for letter in text) else other


def printable(text: str) -> str:
    """Return the text without what no font here can draw (emoji, mostly); as it is where nothing would be left."""
    kept = "".join(letter for letter in text if any(ord(letter) in _letters(file) for file in FILES["plain"]))
    return " ".join(kept.split()) or text


def dots(rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Return the dark runs of a code as (row, first module, how many): fewer shapes, and no seams between them."""
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield y, start, x - start
                start = None
