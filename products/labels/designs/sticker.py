"""Round stickers, 60 mm across: one for the lid, one with the small print for the bottom."""

from products.labels.designs.desk import Desk
from products.labels.drawing import ornament
from products.labels.drawing.marks import Box, Disc, Face
from products.labels.drawing.palette import PAPER
from products.labels.drawing.setting import Area, Bowl
from products.labels.wording import Wording

SIDE = 60.0
HALF = SIDE / 2


def draw(wording: Wording, desk: Desk) -> list[Face]:
    """Return the lid and the bottom."""
    return [_lid(wording, desk), _bottom(wording, desk)]


def _lid(wording: Wording, desk: Desk) -> Face:
    face, theme = Face("atas", SIDE, SIDE, round=True), desk.theme
    face.add(Disc(HALF, HALF, HALF + desk.bleed, theme.ground), Disc(HALF, HALF, 23.6, theme.quiet))
    face.add(Disc(HALF, HALF, 23, theme.ground))
    face.add(*ornament.ring(HALF, HALF, 28.4, 24.2, line=theme.accent, bud=theme.ink))
    desk.name(face, "trade_name", wording.trade_name, Area(14, 12.5, 32, 12), largest=8, colour=theme.ink)
    face.add(Box(24, 25.3, 12, 0.5, theme.accent))
    desk.words(face, "type_name", wording.type_name, Area(11, 26.5, 38, 6.5), largest=3.4, colour=theme.accent)
    desk.words(face, "net", wording.net, Area(12, 33.5, 36, 4.2), largest=3.6, colour=theme.ink)
    desk.print(face, wording.front[1:], Area(15, 38.5, 31, 9.5), colour=theme.ink)
    return face


def _bottom(wording: Wording, desk: Desk) -> Face:
    face, theme = Face("bawah", SIDE, SIDE, round=True), desk.theme
    face.add(Disc(HALF, HALF, HALF + desk.bleed, theme.ground), Disc(HALF, HALF, 29, PAPER))
    desk.print(face, (*wording.front[:1], *wording.small), Bowl(HALF, 27.5, 5.5, 34), run_on=True)
    if wording.dated:
        desk.dates(face, wording, Area(10, 39.3, 28, 10.8), run_on=True)
    desk.qr(face, wording, Area(38.6, 39.4, 11.6, 11.6) if wording.dated else Area(23, 40, 14, 14))
    return face
