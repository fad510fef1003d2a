"""The designs: each turns a label's words into faces of a true size."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from products.labels.designs import jar, pouch, sticker, strip
from products.labels.designs.desk import Draw


@dataclass(frozen=True, slots=True)
class Design:
    """A design by its name in addresses; `size` is for people."""

    code: str
    name: object
    size: str
    draw: Draw
    faces: int


DESIGNS = {
    design.code: design
    for design in (
        Design("kantong", _("Kantong berdiri, depan dan belakang"), "100 × 150 mm", pouch.draw, 2),
        Design("toples", _("Keliling toples"), "180 × 60 mm", jar.draw, 1),
        Design("stiker", _("Stiker bundar, atas dan bawah"), "Ø 60 mm", sticker.draw, 2),
        Design("pita", _("Pita kecil"), "70 × 35 mm", strip.draw, 1),
    )
}
