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


DESIGNS = {
    design.code: design
    for design in (
        Design("kantong", _("Kantong berdiri, depan dan belakang"), "100 × 150 mm", pouch.draw),
        Design("toples", _("Keliling toples"), "180 × 60 mm", jar.draw),
        Design("stiker", _("Stiker bundar, atas dan bawah"), "Ø 60 mm", sticker.draw),
        Design("pita", _("Pita kecil"), "70 × 35 mm", strip.draw),
    )
}

# The faces' names for people; in addresses they stay as they are.
FACES = {"depan": _("depan"), "belakang": _("belakang"), "label": _("label"), "atas": _("atas"), "bawah": _("bawah")}
