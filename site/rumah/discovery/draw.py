"""The picture a link is shown with, 1200 × 630: the house's colours, a photo, and at most four lines of words."""

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

from rumah.core import paper
from rumah.theme.share import HEIGHT, WIDTH

FONTS = Path(paper.__file__).parent / "fonts"
PAPER, INK, COFFEE, SOGA, INDIGO, SULPHUR = "#FBF7EF", "#231A14", "#5B4636", "#8F4413", "#1A2B78", "#F4C430"
PHOTO, MARGIN, BAND = 540, 56, 72
# A chat refuses to show more than 300 kB.
MOST_BYTES = 290_000
# A long sentence gets smaller down to this, then it is cut; every price that a variant may have fits.
SMALLEST = 28


@dataclass(frozen=True, slots=True)
class Words:
    """What a card says: `lead` stands out under the title (a price), `small` is quiet (a place)."""

    title: str
    lead: str = ""
    small: str = ""


def draw(words: Words, photo: bytes | None = None) -> bytes:
    """Return the card as JPEG below 300 kB; without a photo the words have the whole width."""
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    left = MARGIN
    if photo:
        with Image.open(io.BytesIO(photo), formats=["JPEG", "PNG", "WEBP"]) as opened:
            fitted = ImageOps.fit(opened.convert("RGB"), (PHOTO, HEIGHT - BAND), Image.Resampling.LANCZOS)
        card.paste(fitted, (0, 0))
        left += PHOTO
    pen = ImageDraw.Draw(card)
    _band(pen)
    width, top = WIDTH - MARGIN - left, MARGIN
    size = 60 if photo else 76
    for line in _wrapped(words.title, _font(size, bold=True), width, most=4 if photo else 3):
        pen.text((left, top), line, INK, _font(size, bold=True))
        top += round(size * 1.2)
    top += 18
    if words.lead:
        lead = _fitting(words.lead, 52 if photo else 40, width, bold=bool(photo))
        for line in _wrapped(words.lead, _font(lead, bold=bool(photo)), width, most=2):
            pen.text((left, top), line, SOGA, _font(lead, bold=bool(photo)))
            top += round(lead * 1.3)
    for line in _wrapped(words.small, _font(32), width, most=2):
        pen.text((left, top), line, COFFEE, _font(32))
        top += 42
    return _encoded(card)


def _band(pen: ImageDraw.ImageDraw) -> None:
    """Draw the gajah-oling's curve and the house's name."""
    top = HEIGHT - BAND
    pen.rectangle((0, top, WIDTH, HEIGHT), INDIGO)
    name = settings.HOUSE_NAME
    font = _font(32, bold=True)
    pen.text((MARGIN, top + 16), name, "#FFFFFF", font)
    start, middle = MARGIN + round(font.getlength(name)) + 32, top + BAND // 2
    points = [(x, middle + round(13 * math.sin((x - start) / 22))) for x in range(start, WIDTH - MARGIN, 3)]
    if len(points) > 1:
        pen.line(points, SULPHUR, 4, joint="curve")


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, *, most: int) -> list[str]:
    """Return at most `most` lines no wider than `width`; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = lines[:most]
    if len(lines) > most:
        cut[-1] += "…"
    return [_clipped(line, font, width) for line in cut]


def _fitting(text: str, size: int, width: int, *, bold: bool) -> int:
    """Return the largest size up to `size` at which two lines hold the text whole: half a price is a wrong price."""
    whole = " ".join(text.split())
    while size > SMALLEST and " ".join(_wrapped(whole, _font(size, bold=bold), width, most=2)) != whole:
        size -= 4
    return size


def _clipped(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return a font that has the letters of every name; the house's own one has Latin ones only."""
    return ImageFont.truetype(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size)


def _encoded(card: Image.Image) -> bytes:
    for quality in (84, 70, 50, 30):
        out = io.BytesIO()
        card.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()
