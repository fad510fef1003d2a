"""A board of paper: one page of a PDF, everything drawn as lines and letters but the photo."""

import io
from collections.abc import Sequence

from fpdf import FPDF
from PIL import Image

from products.promo.drawing.board import Face, Point, file_for
from rumah.core.paper.sheet import FONTS

POINT = 25.4 / 72
DOTS_PER_MM = 12


class Paper:
    """A page of `wide` × `high` millimetres."""

    def __init__(self, wide: float, high: float, *, title: str) -> None:
        self.wide, self.high = wide, high
        self.pdf = FPDF(unit="mm", format=(wide, high), orientation="portrait")
        self.pdf.set_margin(0)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_title(title)
        self.pdf.set_lang("id-ID")
        self.pdf.set_creator("Rumah Kreatif")
        self.pdf.add_page()
        self._known: set[str] = set()

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""
        self.pdf.set_fill_color(colour)
        self.pdf.polygon(points, style="F")

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw an open line with round ends."""
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(width)
        with self.pdf.local_context(stroke_cap_style="ROUND", stroke_join_style="ROUND"):
            self.pdf.polyline(points)

    def words(self, x: float, y: float, text: str, *, size: float, face: Face, colour: str) -> None:
        """Write one line."""
        self._set_font(file_for(text, face), size)
        self.pdf.set_text_color(colour)
        self.pdf.text(x, y, text)

    def width_of(self, text: str, *, size: float, face: Face) -> float:
        """Return how wide a line would be, in millimetres."""
        self._set_font(file_for(text, face), size)
        return float(self.pdf.get_string_width(text))

    def _set_font(self, file: str, size: float) -> None:
        if file not in self._known:
            self.pdf.add_font(file, "", str(FONTS / file))
            self._known.add(file)
        self.pdf.set_font(file, size=size / POINT)

    def picture(self, image: Image.Image, at: Point, *, wide: float, high: float) -> None:
        """Put a picture into a box."""
        out = io.BytesIO()
        image.save(out, "JPEG", quality=88)
        self.pdf.image(out, x=at[0], y=at[1], w=wide, h=high)

    def pixels(self, length: float) -> int:
        """Return how many pixels a picture of this length should have: about 300 to the inch."""
        return round(length * DOTS_PER_MM)

    def bytes(self) -> bytes:
        """Return the finished file."""
        return bytes(self.pdf.output())
