"""From a product's facts to the faces of its label."""

from dataclasses import dataclass
from datetime import date

from products.labels.checklist import Finding, Subject
from products.labels.designs import DESIGNS
from products.labels.designs.desk import Desk
from products.labels.drawing.lettering import Hand, width_of
from products.labels.drawing.marks import Box, Face, Words
from products.labels.drawing.palette import INK, SULPHUR, THEMES
from products.labels.wording import DRAFT, Wording, words_of

BLEED = 3.0


@dataclass(frozen=True, slots=True)
class Composed:
    """The faces, the inputs whose text is too long for this design, and whether it is only a draft."""

    faces: list[Face]
    too_long: list[str]
    is_draft: bool
    wording: Wording


def compose(
    subject: Subject, findings: list[Finding], *, design: str, theme: str, small: float, bleed: bool, made_on: date
) -> Composed:
    """Return the label in a design and a colour. `small` is the least height of small letters in millimetres.

    What lacks a mandatory item, or has text that does not fit, carries BELUM LENGKAP over its face. Raises KeyError
    for an unknown design or colour.
    """
    wording = words_of(subject, made_on)
    desk = Desk(THEMES[theme], BLEED if bleed else 0.0, small)
    faces = DESIGNS[design].draw(wording, desk)
    is_draft = bool(desk.too_long) or any(finding.is_missing for finding in findings)
    if is_draft:
        for face in faces:
            _mark_draft(face)
    return Composed(faces, desk.too_long, is_draft, wording)


def _mark_draft(face: Face) -> None:
    """Lay a band over the face where it hides a line or two: nobody shall print this by mistake."""
    tall = min(face.height * 0.1, 9.0)
    top, size = face.height * 0.45, tall * 0.62
    length = width_of(DRAFT, Hand.BOLD, size)
    if length > face.width * 0.9:
        size *= face.width * 0.9 / length
        length = face.width * 0.9
    face.add(
        Box(0, top, face.width, tall, SULPHUR),
        Words((face.width - length) / 2, top + tall / 2 + size * 0.36, size, Hand.BOLD, DRAFT, INK),
    )
