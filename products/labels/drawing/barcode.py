"""EAN-13 and EAN-8 bars (ISO/IEC 15420), and a QR code, as marks."""

from itertools import groupby

import segno

from products.labels.drawing.lettering import Hand, width_of
from products.labels.drawing.marks import Box, Mark, Words
from products.labels.drawing.palette import CLOTH, INK

LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
# Which of the six left digits are written in the mirrored set tells the first digit.
PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
# White that scanners need beside the bars, in modules: EAN-13 left and right, EAN-8 both.
QUIET = {13: (11, 7), 8: (7, 7)}
NOMINAL, LEAST = 0.33, 0.264


def check_digit(digits: str) -> int:
    """Return the last digit that belongs to the digits before it (7 or 12)."""
    weights = (3 if at % 2 == 0 else 1 for at in range(len(digits)))
    return -sum(int(digit) * weight for digit, weight in zip(reversed(digits), weights, strict=True)) % 10


def is_ean(number: str) -> bool:
    """Whether this is an EAN-13 or EAN-8 with the right check digit."""
    plain = number.isascii() and number.isdigit() and len(number) in QUIET
    return plain and check_digit(number[:-1]) == int(number[-1])


def _right(digit: str) -> str:
    return LEFT[int(digit)].translate(str.maketrans("01", "10"))


def modules(number: str) -> str:
    """Return the bars as ones and zeros, 95 or 67 of them."""
    if len(number) == 8:
        left = "".join(LEFT[int(digit)] for digit in number[:4])
        return f"101{left}01010{''.join(map(_right, number[4:]))}101"
    sides = zip(number[1:7], PARITY[int(number[0])], strict=True)
    left = "".join(LEFT[int(digit)] if side == "L" else _right(digit)[::-1] for digit, side in sides)
    return f"101{left}01010{''.join(map(_right, number[7:]))}101"


def fits(number: str, width: float) -> bool:
    """Whether the code can be printed readably within `width` millimetres."""
    return _count(number) * LEAST <= width


def _count(number: str) -> int:
    return sum(QUIET[len(number)]) + len(modules(number))


def bars(number: str, x: float, y: float, width: float, height: float) -> list[Mark]:
    """Return the code on white within the area, its digits below; `fits` has been asked."""
    bits, left = modules(number), QUIET[len(number)][0]
    unit = min(width / _count(number), NOMINAL * 1.2)
    start = x + (width - _count(number) * unit) / 2 + left * unit
    letters = 2.6
    marks: list[Mark] = [Box(x, y, width, height, CLOTH)]
    at = 0
    for bit, run in groupby(bits):
        wide = len(list(run))
        if bit == "1":
            marks.append(Box(start + at * unit, y + 1, wide * unit, height - letters - 1.8, INK))
        at += wide
    text = number if len(number) == 8 else f"{number[0]} {number[1:7]} {number[7:]}"
    middle = x + (width - width_of(text, Hand.PLAIN, letters)) / 2
    return [*marks, Words(middle, y + height - 0.7, letters, Hand.PLAIN, text, INK)]


def square(content: str, x: float, y: float, side: float) -> list[Mark]:
    """Return a QR code on white with the four modules of white around it that readers need; rows joined into runs."""
    rows = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    unit = side / (len(rows) + 8)
    marks: list[Mark] = [Box(x, y, side, side, CLOTH)]
    for down, row in enumerate(rows):
        at = 0
        for dark, run in groupby(row):
            wide = len(list(run))
            if dark:
                # A hair of overlap, or some printers leave white lines between rows.
                top = y + (down + 4) * unit
                marks.append(Box(x + (at + 4) * unit, top, wide * unit, unit * 1.02, INK))
            at += wide
    return marks
