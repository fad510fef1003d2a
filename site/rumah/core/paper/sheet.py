"""A PDF sheet with fonts of our own, so that every name that people here have can be printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

FONTS = Path(__file__).parent / "fonts"
SIZES = {"a4": (210.0, 297.0), "a6": (105.0, 148.0)}
Size = Literal["a4", "a6"]


class Sheet(FPDF):
    """A4 or A6, upright. A letter the fonts lack is printed as an empty box; it stops nothing."""

    def __init__(self, size: Size, *, title: str) -> None:
        super().__init__(unit="mm", format=SIZES[size])
        self.small = size == "a6"
        self.set_margin(7 if self.small else 16)
        self.set_auto_page_break(auto=True, margin=7 if self.small else 16)
        self.add_font("dejavu", "", str(FONTS / "DejaVuSans.ttf"))
        self.add_font("dejavu", "B", str(FONTS / "DejaVuSans-Bold.ttf"))
        self.set_title(title)
        self.set_lang("id-ID")
        self.set_creator("Rumah Kreatif")
        self.add_page()

    def line_of(self, text: str, *, size: float = 9.5, bold: bool = False, gap: float = 0) -> None:
        """Write a paragraph over the whole width, then leave `gap` millimetres."""
        self.set_font("dejavu", "B" if bold else "", size - 1.5 if self.small else size)
        self.multi_cell(0, size * 0.48, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        if gap:
            self.ln(gap)

    def pair(self, left: str, right: str, *, bold: bool = False) -> None:
        """Write a word on the left and an amount on the right; a long left part wraps beside it."""
        self.set_font("dejavu", "B" if bold else "", 8 if self.small else 9.5)
        wide = 24 if self.small else 38
        top, page = self.get_y(), self.page
        self.multi_cell(self.epw - wide, 4.8, left, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        bottom, last = self.get_y(), self.page
        if last == page:
            self.set_xy(self.l_margin + self.epw - wide, top)
        self.cell(wide, 4.8, right, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if last == page:
            self.set_y(max(bottom, top + 4.8))

    def row(self, widths: Sequence[float], cells: Sequence[str], *, bold: bool = False) -> None:
        """Write the cells of a table's row beside each other, `widths` in millimetres; a bold one is underlined."""
        self.set_font("dejavu", "B" if bold else "", 8.5)
        for width, cell in zip(widths, cells, strict=True):
            self.cell(width, 6, cell, border="B" if bold else 0)
        self.ln()

    def rule(self) -> None:
        """Draw a thin line across."""
        self.ln(1.5)
        self.line(self.l_margin, self.get_y(), self.l_margin + self.epw, self.get_y())
        self.ln(1.5)

    def qr(self, content: str, *, side: float) -> None:
        """Draw a QR code into the upper right corner, module by module."""
        rows = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
        unit = side / len(rows)
        left, top = self.w - self.r_margin - side, self.t_margin
        self.set_fill_color(0)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self.rect(left + x * unit, top + y * unit, unit, unit, style="F")

    def signatures(self, *names: tuple[str, str]) -> None:
        """Leave room to sign, side by side; each is what a person is and who."""
        if self.get_y() + 38 > self.h - self.b_margin:
            self.add_page()
        wide, top = self.epw / len(names), self.get_y() + 4
        for at, (what, who) in enumerate(names):
            self.set_font("dejavu", "", 9.5)
            self.set_xy(self.l_margin + at * wide, top)
            self.cell(wide, 5, what, align="C")
            self.set_xy(self.l_margin + at * wide, top + 28)
            self.cell(wide, 5, f"( {who} )", align="C")

    def bytes(self) -> bytes:
        """Return the finished file."""
        return bytes(self.output())
