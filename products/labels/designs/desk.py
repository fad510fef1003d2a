"""What all designs share: the sizes of print, the list of what did not fit, and the pieces most of them have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from products.labels.drawing import barcode
from products.labels.drawing.lettering import Hand, em_for, hand_for
from products.labels.drawing.marks import Box, Face, Rule
from products.labels.drawing.palette import CLOTH, INK, Theme
from products.labels.drawing.setting import Area, Bowl, Paragraph, flow, line
from products.labels.wording import Wording

LARGEST_PRINT = 3.0


@dataclass(slots=True)
class Desk:
    """`bleed` millimetres of ground go over the edge; `small` is how high a small letter must be at least."""

    theme: Theme
    bleed: float
    small: float
    too_long: list[str] = field(default_factory=list)

    @property
    def least(self) -> float:
        """Return the em of the smallest print."""
        return em_for(self.small)

    def ground(self, face: Face, x: float, width: float, fill: str) -> None:
        """Fill the face's height from `x` over `width`, and the bleed where it reaches an edge."""
        left = x - self.bleed if x <= 0 else x
        right = x + width + (self.bleed if x + width >= face.width else 0)
        face.add(Box(left, -self.bleed, right - left, face.height + 2 * self.bleed, fill))

    def name(self, face: Face, field_name: str, text: str, area: Area, *, largest: float, colour: str) -> None:
        """Set a name in the house's hand, in the middle."""
        self._set(face, field_name, text, area, hand_for(text), largest, colour)

    def words(self, face: Face, field_name: str, text: str, area: Area, *, largest: float, colour: str) -> None:
        """Set a short text in the bold hand, in the middle."""
        self._set(face, field_name, text, area, Hand.BOLD, largest, colour)

    def _set(  # noqa: PLR0917  # one call below each of the two above
        self, face: Face, field_name: str, text: str, area: Area, hand: Hand, largest: float, colour: str
    ) -> None:
        marks, whole = line(text, area, hand=hand, largest=largest, smallest=em_for(self.small, hand), colour=colour)
        face.add(*marks)
        self._note([] if whole else [field_name])

    def print(  # what it does
        self, face: Face, paragraphs: Sequence[Paragraph], area: Area | Bowl, *, colour: str = INK,
        largest: float = LARGEST_PRINT, run_on: bool = False,
    ) -> None:  # fmt: skip
        """Set the small print as large as it fits."""
        marks, cut = flow(paragraphs, area, largest=largest, smallest=self.least, colour=colour, run_on=run_on)
        face.add(*marks)
        self._note(cut)

    def _note(self, cut: list[str]) -> None:
        self.too_long += [name for name in cut if name not in self.too_long]

    def dates(self, face: Face, wording: Wording, area: Area, *, run_on: bool = False) -> None:
        """Print the dates; where they are stamped or written by hand, leave a white frame to do so."""
        if not wording.stamped:
            self.print(face, wording.dated, area, run_on=run_on)
            return
        face.add(Box(area.x, area.y, area.width, area.height, CLOTH))
        x, y, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
        for begin, end in (((x, y), (right, y)), ((x, bottom), (right, bottom)), ((x, y), (x, bottom)),
                           ((right, y), (right, bottom))):  # fmt: skip
            face.add(Rule(begin, end, 0.2, INK))
        inner = Area(x + 1, y + 1, area.width - 2, area.height - 2)
        self.print(face, wording.dated, inner, run_on=run_on)

    def code(self, face: Face, wording: Wording, area: Area) -> None:
        """Draw the bar code where there is one that fits, else the QR code of the product's page."""
        if wording.barcode and barcode.fits(wording.barcode, area.width):
            face.add(*barcode.bars(wording.barcode, area.x, area.y, area.width, area.height))
            return
        self.qr(face, wording, area)

    @staticmethod
    def qr(face: Face, wording: Wording, area: Area) -> None:
        """Draw the QR code in the middle of the area."""
        side = min(area.width, area.height)
        left, top = area.x + (area.width - side) / 2, area.y + (area.height - side) / 2
        face.add(*barcode.square(wording.address, left, top, side))


Draw = Callable[[Wording, Desk], list[Face]]
