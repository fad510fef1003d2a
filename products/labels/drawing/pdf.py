"""Faces as PDF at true size, with text that can be selected in fonts the file brings along."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from fpdf import FPDF
from fpdf.output import PDFPage

from products.labels.drawing.lettering import Hand
from products.labels.drawing.marks import Box, Curve, Disc, Face, Mark, Rule, Shape, Words

POINT = 72 / 25.4
MARK_GAP, MARK_LENGTH, HAIR = 1.0, 4.0, 0.09
Corners = tuple[float, float, float, float]


class Press(FPDF):
    """A file whose pages have the sizes given, and tell the printer where to cut."""

    def __init__(self, *, title: str) -> None:
        super().__init__(unit="mm", format="A4")
        self.set_margin(0)
        self.set_auto_page_break(auto=False)
        for hand in Hand:
            self.add_font(hand.value, "", hand.path)
        self.set_title(title)
        self.set_lang("id-ID")
        self.set_creator("Rumah Kreatif")

    def page_of(self, width: float, height: float, *, trim: Corners | None = None, bleed: float = 0) -> None:
        """Begin a page in millimetres; `trim` is where it is cut (left, top, right, bottom)."""
        self.add_page(orientation="P", format=(width, height))
        tall = f"{height * POINT:.2f}"
        boxes = {"media_box": f"[0 0 {width * POINT:.2f} {tall}]"}
        if trim:
            left, top, right, bottom = trim
            boxes["trim_box"] = _box(left, height - bottom, right, height - top)
            boxes["bleed_box"] = _box(left - bleed, height - bottom - bleed, right + bleed, height - top + bleed)
        page = self.pages[self.page]
        # The library writes what a page has; it only lacks a way to give these two to it.
        page.__class__ = type("CutPage", (PDFPage,), {"__slots__": (), **boxes})

    def face(self, face: Face, left: float, top: float) -> None:
        """Draw a face with the corner where it is cut at this place."""
        for mark in face.marks:
            self._mark(mark, left, top)

    def faces(self, face: Face, places: list[tuple[float, float]]) -> None:
        """Draw a face at every place of this page: once, and then the same again moved, at a tenth of the work."""
        if not places:
            return
        (left, top), *others = places
        # A size no label has: what is drawn next names its font itself and so can stand anywhere.
        self.set_font(Hand.PLAIN.value, "", 1)
        page = cast(bytearray, self.pages[self.page].contents)
        begin = len(page)
        self.face(face, left, top)
        drawn = bytes(page[begin:])
        for x, y in others:
            self._out(f"q 1 0 0 1 {(x - left) * POINT:.3f} {(top - y) * POINT:.3f} cm")
            self._out(drawn)
            self._out("Q")

    def _mark(self, mark: Mark, left: float, top: float) -> None:
        match mark:
            case Box(x, y, width, height, fill):
                self.set_fill_color(fill)
                self.rect(left + x, top + y, width, height, style="F")
            case Disc(x, y, radius, fill):
                self.set_fill_color(fill)
                self.circle(left + x, top + y, radius, style="F")
            case Shape(points, fill):
                self.set_fill_color(fill)
                self.polygon([(left + x, top + y) for x, y in points], style="F")
            case Curve(points, width, colour):
                with self._pen(width, colour):
                    self.bezier([(left + x, top + y) for x, y in points], style="D")
            case Rule((x, y), (u, v), width, colour):
                with self._pen(width, colour):
                    self.line(left + x, top + y, left + u, top + v)
            case Words(x, y, size, hand, text, colour):
                self.set_font(hand.value, "", size * POINT)
                self.set_text_color(colour)
                self.text(left + x, top + y, text)

    @contextmanager
    def _pen(self, width: float, colour: str) -> Iterator[None]:
        self.set_draw_color(colour)
        self.set_line_width(width)
        self._out("1 J")
        yield
        self._out("0 J")

    def cut_marks(self, face: Face, left: float, top: float, *, bleed: float) -> None:
        """Draw hairlines outside the corners."""
        far = bleed + MARK_GAP
        right, bottom = left + face.width, top + face.height
        with self._pen(HAIR, "#000000"):
            for x in (left, right):
                self.line(x, top - far, x, top - far - MARK_LENGTH)
                self.line(x, bottom + far, x, bottom + far + MARK_LENGTH)
            for y in (top, bottom):
                self.line(left - far, y, left - far - MARK_LENGTH, y)
                self.line(right + far, y, right + far + MARK_LENGTH, y)

    def blade(self, face: Face, left: float, top: float) -> None:
        """Draw the hairline the blade follows around a round face; on top, since the print bleeds over it."""
        if face.round:
            with self._pen(HAIR, "#000000"):
                self.circle(left + face.width / 2, top + face.height / 2, face.width / 2, style="D")

    def bytes(self) -> bytes:
        """Return the finished file."""
        return bytes(self.output())


def _box(left: float, bottom: float, right: float, top: float) -> str:
    return f"[{' '.join(f'{edge * POINT:.2f}' for edge in (left, bottom, right, top))}]"


def single(faces: list[Face], *, title: str, bleed: float, marks: bool) -> bytes:
    """Return one page a face: cut size, grown by the bleed and, where asked for, by room for cut marks."""
    press, edge = Press(title=title), bleed + (MARK_GAP + MARK_LENGTH + 1 if marks else 0)
    for face in faces:
        trim = (edge, edge, edge + face.width, edge + face.height)
        press.page_of(face.width + 2 * edge, face.height + 2 * edge, trim=trim, bleed=bleed)
        press.face(face, edge, edge)
        if marks:
            press.cut_marks(face, edge, edge, bleed=bleed)
            press.blade(face, edge, edge)
    return press.bytes()
