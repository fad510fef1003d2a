"""A board of pixels, drawn twice as large and made smaller, so that edges are smooth."""

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from products.promo.drawing.board import Face, Point, file_for
from rumah.core.paper.sheet import FONTS

FINER = 2


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / file), size, layout_engine=ImageFont.Layout.BASIC)


class Picture:
    """A picture of `wide` × `high` pixels."""

    def __init__(self, wide: int, high: int) -> None:
        self.wide: float = wide
        self.high: float = high
        self.image = Image.new("RGB", (wide * FINER, high * FINER), "white")
        self.draw = ImageDraw.Draw(self.image)

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw an open line with round ends."""
        fine = [(x * FINER, y * FINER) for x, y in points]
        self.draw.line(fine, fill=colour, width=round(width * FINER), joint="curve")
        for x, y in (fine[0], fine[-1]):
            self.draw.circle((x, y), width * FINER / 2, fill=colour)

    def words(self, x: float, y: float, text: str, *, size: float, face: Face, colour: str) -> None:
        """Write one line."""
        font = _font(file_for(text, face), round(size * FINER))
        self.draw.text((x * FINER, y * FINER), text, font=font, fill=colour, anchor="ls")

    def width_of(self, text: str, *, size: float, face: Face) -> float:
        """Return how wide a line would be, in pixels."""
        return float(_font(file_for(text, face), round(size * FINER)).getlength(text)) / FINER

    def picture(self, image: Image.Image, at: Point, *, wide: float, high: float) -> None:
        """Put a picture into a box."""
        box = round(at[0] * FINER), round(at[1] * FINER)
        self.image.paste(image.resize((round(wide * FINER), round(high * FINER)), Image.Resampling.LANCZOS), box)

    def pixels(self, length: float) -> int:
        """Return how many pixels a picture of this length should have."""
        return round(length * FINER)

    def bytes(self) -> bytes:
        """Return the finished JPEG, without anything but the picture in it."""
        out = io.BytesIO()
        small = self.image.resize((round(self.wide), round(self.high)), Image.Resampling.LANCZOS)
        small.save(out, "JPEG", quality=90, optimize=True)
        return out.getvalue()
