"""The two pictures of a kit: the square for a feed or a catalogue, the tall one for a story."""

from django.utils.translation import gettext as _

from products.promo.drawing import shapes
from products.promo.drawing.facts import Facts
from products.promo.drawing.fit import Fitted, fit, write
from products.promo.drawing.picture import Picture

EDGE = 60


def square(facts: Facts) -> bytes:
    """Return the square picture: 1080 × 1080, JPEG."""
    colours, board = facts.palette, Picture(1080, 1080)
    board.area(shapes.box(0, 0, 1080, 1080), colours.paper)
    _head(board, facts, top=0)
    _photo(board, facts, 172, 500, behind=colours.paper)
    side, top = 210, 738
    shapes.code(board, facts.link, 1080 - EDGE - side, top, side)
    wide = 1080 - 2 * EDGE - side - 40
    name = fit(board, facts.product, wide=wide, size=58, least=30, lines=2)
    price = fit(board, facts.price, wide=wide - 56, size=54, least=20)
    place = fit(board, facts.place, wide=wide, size=28, least=18, lines=2, face="plain")
    y = write(board, name, EDGE, top - 44, colours.ink)
    y = _price(board, facts, price, EDGE, y + 16)
    write(board, place, EDGE, y + 18, colours.quiet)
    _foot(board, facts, 1026)
    return board.bytes()


def story(facts: Facts) -> bytes:
    """Return the tall picture: 1080 × 1920, JPEG. The upper and lower 200 pixels stay free: apps write there."""
    colours, board = facts.palette, Picture(1080, 1920)
    board.area(shapes.box(0, 0, 1080, 1920), colours.ground)
    board.area(shapes.box(0, 330, 1080, 1240), colours.paper)
    _head(board, facts, top=200)
    shapes.band(board, 1570, 40, ground=colours.deep, vine=colours.spark, bud=colours.bud)
    _photo(board, facts, 400, 720, behind=colours.paper)
    side, top = 270, 1270
    shapes.code(board, facts.link, 1080 - EDGE - side, top, side)
    wide = 1080 - 2 * EDGE - side - 40
    name = fit(board, facts.product, wide=1080 - 2 * EDGE, size=64, least=36, lines=2)
    price = fit(board, facts.price, wide=wide - 56, size=64, least=20)
    place = fit(board, facts.place, wide=wide, size=32, least=20, lines=2, face="plain")
    write(board, name, EDGE, 1140 if len(name.lines) > 1 else 1170, colours.ink)
    y = _price(board, facts, price, EDGE, 1316)
    write(board, place, EDGE, y + 20, colours.quiet)
    call = fit(board, _("Pindai kodenya atau buka %(link)s") % {"link": facts.shown}, wide=1080 - 2 * EDGE, size=36,
               least=22, lines=2)  # fmt: skip
    write(board, call, EDGE, 1626, colours.on, middle=1080 - 2 * EDGE)
    return board.bytes()


def _head(board: Picture, facts: Facts, *, top: float) -> None:
    colours = facts.palette
    board.area(shapes.box(0, top, 1080, 96), colours.ground)
    name = fit(board, facts.business, wide=1080 - 2 * EDGE, size=44, least=24, lines=2, high=84)
    write(board, name, EDGE, top + (96 - name.high) / 2, colours.on)
    shapes.band(board, top + 96, 40, ground=colours.deep, vine=colours.spark, bud=colours.bud)


def _photo(board: Picture, facts: Facts, y: float, high: float, *, behind: str) -> None:
    colours, wide = facts.palette, 1080 - 2 * EDGE
    if facts.photo is not None:
        shapes.photo(board, facts.photo, (EDGE, y), wide=wide, high=high, behind=behind)
        return
    # Without a photo the pattern stands in its place.
    shapes.lattice(board, y, high, 90, colour=colours.pale, ground=colours.paper)


def _price(board: Picture, facts: Facts, price: Fitted, x: float, y: float) -> float:
    wide = board.width_of(price.lines[0], size=price.size, face=price.face)
    board.area(shapes.leaf(x, y, wide + 56, price.high + 24, large=28, small=8), facts.palette.ground)
    write(board, price, x + 28, y + 12, facts.palette.on)
    return y + price.high + 24


def _foot(board: Picture, facts: Facts, y: float) -> None:
    """Write the link for whoever sees the picture on the phone that would have to scan it."""
    shown = fit(board, facts.shown, wide=1080 - 2 * EDGE, size=26, least=14, face="plain")
    wide = board.width_of(shown.lines[0], size=shown.size, face=shown.face)
    write(board, shown, 1080 - EDGE - wide, y, facts.palette.ground)
