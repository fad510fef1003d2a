"""A small strip, 70 × 35 mm: the names on colour, everything else beside them."""

from products.labels.designs.desk import Desk
from products.labels.drawing import ornament
from products.labels.drawing.marks import Box, Face
from products.labels.drawing.palette import PAPER
from products.labels.drawing.setting import Area
from products.labels.wording import Wording

WIDTH, HEIGHT, LEFT = 70.0, 35.0, 24.0


def draw(wording: Wording, desk: Desk) -> list[Face]:
    """Return the one face; there is room for the QR code only."""
    face, theme, bleed = Face("label", WIDTH, HEIGHT), desk.theme, desk.bleed
    desk.ground(face, 0, WIDTH, PAPER)
    face.add(Box(-bleed, -bleed, LEFT + bleed, HEIGHT + 2 * bleed, theme.ground))
    face.add(*ornament.band(-bleed, 0.8, LEFT + bleed, 3, line=theme.accent, bud=theme.ink))
    desk.name(face, "trade_name", wording.trade_name, Area(1.5, 4, LEFT - 3, 7.2), largest=5.5, colour=theme.ink)
    desk.words(face, "type_name", wording.type_name, Area(1.2, 11.4, LEFT - 2.4, 6.6), largest=2.6, colour=theme.accent)
    desk.words(face, "net", wording.net, Area(1.8, 18.2, LEFT - 3.6, 3.3), largest=2.8, colour=theme.ink)
    desk.qr(face, wording, Area(6, 21.6, 12, 12))
    desk.print(face, wording.everything, Area(LEFT + 1.8, 1.8, WIDTH - LEFT - 3.6, HEIGHT - 3.6), run_on=True)
    return [face]
