"""Around a jar, 180 × 60 mm: the front in the middle, the small print on the left, dates and code on the right."""

from products.labels.designs.desk import Desk
from products.labels.drawing import ornament
from products.labels.drawing.marks import Box, Face
from products.labels.drawing.palette import PAPER
from products.labels.drawing.setting import Area
from products.labels.wording import Wording

WIDTH, HEIGHT = 180.0, 60.0


def draw(wording: Wording, desk: Desk) -> list[Face]:
    """Return the one face."""
    face, theme, bleed = Face("label", WIDTH, HEIGHT), desk.theme, desk.bleed
    desk.ground(face, 0, WIDTH, PAPER)
    face.add(Box(60, -bleed, 66, HEIGHT + 2 * bleed, theme.ground))
    face.add(Box(60, -bleed, 66, 8.5 + bleed, theme.quiet))
    face.add(*ornament.band(60, 1.5, 66, 6, line=theme.accent, bud=theme.ink))
    for edge in (59.3, 126):
        face.add(Box(edge, -bleed, 0.7, HEIGHT + 2 * bleed, theme.accent))
    desk.name(face, "trade_name", wording.trade_name, Area(63, 10, 60, 15), largest=10, colour=theme.ink)
    desk.words(face, "type_name", wording.type_name, Area(63, 25.5, 60, 7.5), largest=3.8, colour=theme.accent)
    desk.words(face, "net", wording.net, Area(63, 33.5, 60, 5), largest=4, colour=theme.ink)
    desk.print(face, (*wording.front, *wording.expiry), Area(63, 39.5, 60, 18.5), colour=theme.ink)
    desk.print(face, wording.small, Area(4, 4, 52, 52))
    if wording.dated:
        desk.dates(face, wording, Area(130, 4, 46, 15))
    desk.code(face, wording, Area(133, 23, 40, 20) if wording.barcode else Area(138, 22, 30, 30))
    if wording.barcode:
        desk.qr(face, wording, Area(146, 44, 14, 14))
    return [face]
