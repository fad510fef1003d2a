"""Long words and long names: made smaller, then broken, then cut with an ellipsis. Nothing ever leaves its box."""

import math
from dataclasses import dataclass

from products.promo.drawing.board import Board, Face, printable

SHRINK = 0.94
LEADING = 1.2
ASCENT = 0.9


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it fits: its lines, the size of its letters and the height of all lines."""

    lines: list[str]
    size: float
    face: Face

    @property
    def high(self) -> float:
        """Return how high all lines are together."""
        return len(self.lines) * self.size * LEADING


def fit(
    board: Board,
    text: str,
    *,
    wide: float,
    size: float,
    least: float,
    lines: int = 1,
    high: float = math.inf,
    face: Face = "heavy",
) -> Fitted:
    """Return `text` in at most `lines` lines within `wide` × `high`, as large as it can be from `least` to `size`."""
    text = printable(text)
    now = size
    while now > least:
        found = _wrapped(board, text, wide, now, face)
        if found is not None and len(found) <= lines and len(found) * now * LEADING <= high:
            return Fitted(found, now, face)
        now *= SHRINK
    broken = _broken(board, text, wide, least, face)
    if len(broken) > lines:
        broken = broken[:lines]
        broken[-1] = _cut(board, f"{broken[-1]}…", wide, least, face)
    return Fitted(broken, least, face)


def write(board: Board, fitted: Fitted, x: float, y: float, colour: str, *, middle: float = 0) -> float:
    """Write the lines from the top edge `y` on, centred in `middle` from `x` where given; return the lower edge."""
    for line in fitted.lines:
        space = (middle - board.width_of(line, size=fitted.size, face=fitted.face)) / 2 if middle else 0
        board.words(x + space, y + fitted.size * ASCENT, line, size=fitted.size, face=fitted.face, colour=colour)
        y += fitted.size * LEADING
    return y


def _wrapped(board: Board, text: str, wide: float, size: float, face: Face) -> list[str] | None:
    """Return the lines, broken between words; None where one word alone is too wide."""
    lines: list[str] = []
    for word in text.split():
        if board.width_of(word, size=size, face=face) > wide:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and board.width_of(longer, size=size, face=face) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _broken(board: Board, text: str, wide: float, size: float, face: Face) -> list[str]:
    """Return the lines, broken inside a word where the word alone is too wide."""
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while len(rest) > 1 and board.width_of(rest, size=size, face=face) > wide:
            part = rest[:-1]
            while len(part) > 1 and board.width_of(part, size=size, face=face) > wide:
                part = part[:-1]
            pieces.append(part)
            rest = rest[len(part) :]
        pieces.append(rest)
    return _wrapped(board, " ".join(pieces), wide, size, face) or pieces


def _cut(board: Board, text: str, wide: float, size: float, face: Face) -> str:
    while len(text) > 1 and board.width_of(text, size=size, face=face) > wide:
        text = f"{text[:-2].rstrip()}…"
    return text
