"""The hands labels are written in, and their measures.

The house's hand has few letters: a name with one it lacks is written in the plain bold one as a whole.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from rumah.core.paper.sheet import FONTS

EMPTY = "\N{WHITE SQUARE}"
GRID = 600


class Hand(Enum):
    """A font by its file; one file is one weight."""

    HOUSE = "PlusJakartaSans-ExtraBold"
    PLAIN = "DejaVuSans"
    BOLD = "DejaVuSans-Bold"

    @property
    def path(self) -> str:
        """Return where its file is."""
        return str(FONTS / f"{self.value}.ttf")


@dataclass(frozen=True)
class Measures:
    """What is known of a hand, in parts of its em."""

    font: TTFont
    letters: dict[int, str]
    advances: dict[int, float]
    em: int
    small: float

    @property
    def missing(self) -> str:
        """Return the glyph that stands where a letter is lacking."""
        return self.letters.get(ord(EMPTY), ".notdef")


@cache
def measures(hand: Hand) -> Measures:
    """Read the font's tables once a process."""
    font = TTFont(hand.path, lazy=True)
    letters, em, widths = font.getBestCmap(), font["head"].unitsPerEm, font["hmtx"]
    advances = {code: widths[name][0] / em for code, name in letters.items()}
    # The height of a small x, flat where an o is round: what rules on small print measure.
    return Measures(font, letters, advances, em, font["glyf"][letters[ord("x")]].yMax / em)


def shown(text: str, hand: Hand) -> str:
    """Return the text with an empty box for each letter the hand lacks."""
    known = measures(hand).letters
    return "".join(letter if ord(letter) in known else EMPTY for letter in text)


def hand_for(text: str) -> Hand:
    """Return the house's hand where it can write all of the text, else the plain bold one."""
    known = measures(Hand.HOUSE).letters
    return Hand.HOUSE if all(ord(letter) in known for letter in text) else Hand.BOLD


def width_of(text: str, hand: Hand, size: float) -> float:
    """Return the length of a line in millimetres; `size` is the em."""
    known = measures(hand).advances
    empty = known.get(ord(EMPTY), 0.6)
    return size * sum(known.get(ord(letter), empty) for letter in text)


def em_for(small: float, hand: Hand = Hand.PLAIN) -> float:
    """Return the em in millimetres at which a small x is `small` millimetres high."""
    return small / measures(hand).small


class _Outliner(BasePen):
    """Writes a letter's outline as relative SVG path data, y downwards, rounded to a grid of `GRID` an em."""

    def __init__(self, glyphs: Any, em: int) -> None:
        super().__init__(glyphs)
        self.scale = GRID / em
        self.first: tuple[int, int] | None = None
        self.at = (0, 0)
        self.parts: list[str] = []

    def _step(self, *points: tuple[float, float]) -> str:
        grid = [(round(x * self.scale), round(-y * self.scale)) for x, y in points]
        numbers = " ".join(f"{x - self.at[0]} {y - self.at[1]}" for x, y in grid)
        self.at = grid[-1]
        return numbers.replace(" -", "-")

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802  # the library's names
        step = self._step(pt)
        if self.first is None:
            self.first = self.at
        else:
            self.parts.append(f"m{step}")
        self.began = self.at

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"l{self._step(pt)}")

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"q{self._step(pt1, pt2)}")

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.parts.append(f"c{self._step(pt1, pt2, pt3)}")

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("z")
        self.at = self.began


@cache
def outline(hand: Hand, letter: str) -> tuple[tuple[int, int], str]:
    """Return where a letter's outline begins and the rest of it as relative path data, in parts of `GRID` an em."""
    known = measures(hand)
    glyphs = known.font.getGlyphSet()
    pen = _Outliner(glyphs, known.em)
    glyphs[known.letters.get(ord(letter), known.missing)].draw(pen)
    return pen.first or (0, 0), "".join(pen.parts)
