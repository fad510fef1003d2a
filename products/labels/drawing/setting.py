"""Setting type: text that fits its area, shrunk to the smallest size allowed and no further."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from products.labels.drawing.lettering import Hand, shown, width_of
from products.labels.drawing.marks import Mark, Words

STEP, LEADING, GAP, RISE = 0.94, 1.18, 0.28, 0.93


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that text must stay in, millimetres."""

    x: float
    y: float
    width: float
    height: float

    def span(self, y: float, tall: float) -> tuple[float, float]:
        """Return where a line between `y` and `y + tall` may begin, and how long it may be."""
        return self.x, self.width


@dataclass(frozen=True, slots=True)
class Bowl:
    """The part of a circle between two heights: its lines are as long as the circle lets them."""

    middle: float
    radius: float
    y: float
    height: float

    def span(self, y: float, tall: float) -> tuple[float, float]:
        """Return the chord that is inside the circle along the whole height of the line."""
        far = max(abs(y - self.middle), abs(y + tall - self.middle))
        half = sqrt(max(self.radius**2 - far**2, 0.01))
        return self.middle - half, 2 * half


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text under a bold head; `field` is where it was typed, `strong` the words to print bold."""

    field: str
    head: str
    text: str
    strong: frozenset[str] = frozenset()


Piece = tuple[str, Hand]
Line = list[Piece]
Placed = tuple[float, float, Line]


def bare(word: str) -> str:
    """Return a word for comparing: small letters, no punctuation around it."""
    return word.strip("()[].,;:*/&").lower()


def _pieces(paragraph: Paragraph) -> Line:
    head = [(shown(word, Hand.BOLD), Hand.BOLD) for word in paragraph.head.split()]
    body = []
    for word in paragraph.text.split():
        hand = Hand.BOLD if bare(word) in paragraph.strong else Hand.PLAIN
        body.append((shown(word, hand), hand))
    return head + body


def broken(pieces: Line, size: float, room: Callable[[int], float]) -> list[Line]:
    """Break words into lines, the nth no longer than `room(n)`; a word longer than its line is cut between letters."""
    lines: list[Line] = []
    space, used = width_of(" ", Hand.PLAIN, size), 0.0
    for word, hand in pieces:
        rest, length = word, width_of(word, hand, size)
        if lines and used + space + length <= room(len(lines) - 1):
            lines[-1].append((rest, hand))
            used += space + length
            continue
        while rest:
            head = _fitting(rest, hand, size, room(len(lines)))
            lines.append([(head, hand)])
            used, rest = width_of(head, hand, size), rest[len(head) :]
    return lines


def _fitting(word: str, hand: Hand, size: float, width: float) -> str:
    count = len(word)
    while count > 1 and width_of(word[:count], hand, size) > width:
        count -= 1
    return word[:count]


def _draw(line: Line, x: float, y: float, size: float, colour: str) -> list[Mark]:
    """Lay one line; neighbours in one hand are one mark, so that the text can be selected whole."""
    marks: list[Mark] = []
    at, run, start, hand = x, "", x, Hand.PLAIN
    space = width_of(" ", Hand.PLAIN, size)
    for word, own in line:
        if run and own is hand:
            run += f" {word}"
            at += width_of(" ", hand, size) + width_of(word, own, size)
            continue
        if run:
            marks.append(Words(start, y, size, hand, run, colour))
            at += space
        run, hand, start = word, own, at
        at += width_of(word, own, size)
    return [*marks, Words(start, y, size, hand, run, colour)] if run else marks


def flow(
    paragraphs: Sequence[Paragraph], area: Area | Bowl, *, largest: float, smallest: float, colour: str,
    run_on: bool = False,
) -> tuple[list[Mark], list[str]]:  # fmt: skip
    """Set paragraphs below each other, or one behind the other, at the largest size that fits.

    Returns the marks and the fields whose text had to be cut because even the smallest size was too large.
    """
    blocks = [_pieces(paragraph) for paragraph in paragraphs]
    size = max(largest, smallest)
    placed, end = _placed(blocks, area, size, run_on=run_on)
    bottom = area.y + area.height + 1e-6
    while end > bottom and size > smallest:
        size = max(size * STEP, smallest)
        placed, end = _placed(blocks, area, size, run_on=run_on)
    cut: list[str] = []
    while end > bottom and any(blocks):
        longest = max(range(len(blocks)), key=lambda at: sum(len(word) for word, _hand in blocks[at]))
        blocks[longest] = _shortened(blocks[longest])
        if paragraphs[longest].field not in cut:
            cut.append(paragraphs[longest].field)
        placed, end = _placed(blocks, area, size, run_on=run_on)
    marks = [mark for x, y, line in placed for mark in _draw(line, x, y + size * RISE, size, colour)]
    return marks, cut


def _shortened(block: Line) -> Line:
    """Return the words without the last few, ending in dots; nothing where nothing would be left."""
    kept = block[:-4]
    return [*kept, ("…", Hand.PLAIN)] if kept else []


def _placed(blocks: list[Line], area: Area | Bowl, size: float, *, run_on: bool) -> tuple[list[Placed], float]:
    """Return the lines with where they begin, and the height at which the last one ends."""
    tall, y, placed = size * LEADING, area.y, []
    for block in [[piece for part in blocks for piece in part]] if run_on else blocks:
        top = y
        for at, line in enumerate(broken(block, size, partial(_room, area, top, tall))):
            placed.append((area.span(top + at * tall, tall)[0], top + at * tall, line))
            y = top + (at + 1) * tall
        y += size * GAP if block else 0
    return placed, y - (size * GAP if placed else 0)


def _room(area: Area | Bowl, top: float, tall: float, row: int) -> float:
    return area.span(top + row * tall, tall)[1]


def line(text: str, area: Area, *, hand: Hand, largest: float, smallest: float, colour: str) -> tuple[list[Mark], bool]:
    """Set a short text in the middle, in at most as many lines as fit, as large as possible; say whether all fits."""
    size, pieces = max(largest, smallest), [(shown(word, hand), hand) for word in text.split()]
    while True:
        lines = broken(pieces, size, lambda _row: area.width)
        whole = all(width_of(word, own, size) <= area.width for word, own in pieces)
        if (whole and len(lines) * size * LEADING <= area.height) or size <= smallest:
            break
        size = max(size * STEP, smallest)
    room = max(int(area.height / (size * LEADING) + 1e-6), 1)
    kept = [" ".join(word for word, _own in words) for words in lines[:room]]
    top = area.y + (area.height - len(kept) * size * LEADING) / 2
    marks: list[Mark] = [
        Words(
            area.x + (area.width - width_of(words, hand, size)) / 2, top + at * size * LEADING + size * RISE, size,
            hand, words, colour,
        )
        for at, words in enumerate(kept)
    ]  # fmt: skip
    return marks, len(kept) == len(lines) and len(kept) * size * LEADING <= area.height + 1e-6
