"""A standing pouch, 100 × 150 mm: what sells in front, the small print behind."""

from products.labels.designs.desk import Desk
from products.labels.drawing import ornament
from products.labels.drawing.barcode import fits
from products.labels.drawing.marks import Box, Face
from products.labels.drawing.palette import INK, PAPER
from products.labels.drawing.setting import Area
from products.labels.wording import Wording

WIDTH, HEIGHT = 100.0, 150.0


def draw(wording: Wording, desk: Desk) -> list[Face]:
    """Return front and back."""
    return [_front(wording, desk), _back(wording, desk)]


def _front(wording: Wording, desk: Desk) -> Face:
    face, theme, bleed = Face("depan", WIDTH, HEIGHT), desk.theme, desk.bleed
    desk.ground(face, 0, WIDTH, theme.ground)
    face.add(Box(-bleed, -bleed, WIDTH + 2 * bleed, 16 + bleed, theme.quiet))
    face.add(*ornament.band(-bleed, 4, WIDTH + 2 * bleed, 9, line=theme.accent, bud=theme.ink))
    desk.name(face, "trade_name", wording.trade_name, Area(9, 24, 82, 34), largest=17, colour=theme.ink)
    face.add(Box(35, 61, 30, 0.8, theme.accent))
    desk.words(face, "type_name", wording.type_name, Area(9, 64, 82, 13), largest=6, colour=theme.accent)
    face.add(*ornament.lattice(-bleed, 81, WIDTH + 2 * bleed, 22, step=7.4, colour=theme.quiet))
    if wording.net:
        head = "Berat bersih" if wording.net.endswith("g") else "Isi bersih"
        desk.words(face, "net", f"{head} {wording.net}", Area(9, 86, 82, 12), largest=7, colour=theme.ink)
    face.add(Box(-bleed, 107, WIDTH + 2 * bleed, 43 + bleed, PAPER))
    face.add(Box(-bleed, 107, WIDTH + 2 * bleed, 0.9, theme.accent))
    desk.print(face, (*wording.front, *wording.expiry), Area(8, 112, 84, 32), largest=3.5)
    return face


def _back(wording: Wording, desk: Desk) -> Face:
    face, theme, bleed = Face("belakang", WIDTH, HEIGHT), desk.theme, desk.bleed
    desk.ground(face, 0, WIDTH, PAPER)
    face.add(Box(-bleed, -bleed, WIDTH + 2 * bleed, 10 + bleed, theme.ground))
    face.add(*ornament.band(-bleed, 2, WIDTH + 2 * bleed, 6, line=theme.accent, bud=theme.ink))
    desk.words(face, "type_name", wording.type_name, Area(8, 13, 84, 8), largest=4.5, colour=INK)
    desk.print(face, wording.small, Area(8, 23, 84, 78 if wording.dated else 92), largest=3.5)
    if wording.dated:
        desk.dates(face, wording, Area(8, 104, 84, 14))
    has_bars = bool(wording.barcode) and fits(wording.barcode, 44)
    if has_bars:
        desk.code(face, wording, Area(8, 121, 44, 22))
    desk.qr(face, wording, Area(70 if has_bars else 38, 120, 22 if has_bars else 24, 24))
    return face
