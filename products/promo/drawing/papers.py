"""The papers of a kit: price tag, shelf card, and the poster in two sizes."""

from django.utils.translation import gettext as _

from products.promo.drawing import shapes
from products.promo.drawing.facts import Facts
from products.promo.drawing.fit import fit, write
from products.promo.drawing.paper import Paper
from rumah.core.paper.sheet import SIZES


def price_tag(facts: Facts) -> bytes:
    """Return a tag of 70 × 42 mm: to cut out and put beside the goods."""
    colours, board = facts.palette, Paper(70, 42, title=facts.product)
    board.area(shapes.box(0, 0, 70, 42), colours.paper)
    board.area(shapes.box(0, 0, 70, 6.6), colours.ground)
    seller = fit(board, facts.business, wide=62, size=3.6, least=2, lines=2, high=6)
    write(board, seller, 4, (6.6 - seller.high) / 2, colours.on)
    shapes.band(board, 6.6, 3, ground=colours.deep, vine=colours.spark, bud=colours.bud)
    shapes.code(board, facts.link, 48, 19, 18, dark="#000000")
    name = fit(board, facts.product, wide=62, size=4.8, least=2.9, lines=2)
    write(board, name, 4, 10.8, colours.ink)
    price = fit(board, facts.price, wide=37, size=8.4, least=2)
    high = price.high + 3
    board.area(shapes.leaf(4, 38 - high, 41, high, large=3, small=0.9), colours.ground)
    write(board, price, 6, 39.5 - high, colours.on)
    return board.bytes()


def shelf_card(facts: Facts) -> bytes:
    """Return a card in A6 across: stands beside the goods and tells what they are."""
    colours, board = facts.palette, Paper(148, 105, title=facts.product)
    board.area(shapes.box(0, 0, 148, 105), colours.paper)
    board.area(shapes.box(0, 0, 148, 12), colours.ground)
    seller = fit(board, facts.business, wide=134, size=6, least=3.4, lines=2, high=10.5)
    write(board, seller, 7, (12 - seller.high) / 2, colours.on)
    shapes.band(board, 12, 5.4, ground=colours.deep, vine=colours.spark, bud=colours.bud)
    left = 7.0
    if facts.photo is not None:
        shapes.photo(board, facts.photo, (7, 24), wide=56, high=74, behind=colours.paper)
        left = 69.0
    wide = 141 - left
    y = write(board, fit(board, facts.product, wide=wide, size=7.6, least=4.4, lines=3), left, 23, colours.ink)
    room = int((71 - y - 2) / (3.7 * 1.2))
    if facts.words and room > 0:
        words = fit(board, facts.words, wide=wide, size=3.7, least=3.4, lines=min(room, 6), face="plain")
        write(board, words, left, y + 1.5, colours.quiet)
    price = fit(board, facts.price, wide=wide - 34, size=9, least=2.4)
    high = price.high + 4
    board.area(shapes.leaf(left, 98 - high, wide - 28, high, large=4.4, small=1.3), colours.ground)
    write(board, price, left + 3, 100 - high, colours.on)
    shapes.code(board, facts.link, 141 - 25, 73, 25)
    return board.bytes()


def poster_a4(facts: Facts) -> bytes:
    """Return the poster on A4."""
    return _poster(facts, *SIZES["a4"])


def poster_a6(facts: Facts) -> bytes:
    """Return the poster on A6."""
    return _poster(facts, *SIZES["a6"])


def _poster(facts: Facts, wide: float, high: float) -> bytes:
    """Return a poster with a large code; laid out on A4 and drawn at the size that is asked for."""
    colours, board = facts.palette, Paper(wide, high, title=facts.product)
    unit = wide / 210
    board.area(shapes.box(0, 0, wide, high), colours.paper)
    shapes.lattice(board, 0, high, 15 * unit, colour=colours.pale, ground=colours.paper)
    board.area(shapes.box(0, 0, wide, 40 * unit), colours.ground)
    shapes.band(board, 40 * unit, 11 * unit, ground=colours.deep, vine=colours.spark, bud=colours.bud)
    inner, edge = 174 * unit, 18 * unit
    seller = fit(board, facts.business, wide=inner, size=17 * unit, least=5 * unit, lines=2, high=34 * unit)
    write(board, seller, edge, (40 * unit - seller.high) / 2, colours.on, middle=inner)
    # Plain paper under everything that is read: the pattern runs along both sides and never through words.
    board.area(shapes.box(edge, 51 * unit, inner, high - 85 * unit), colours.paper)
    call = fit(board, _("Pindai, lihat, pesan"), wide=inner - 16 * unit, size=14 * unit, least=7 * unit)
    write(board, call, edge, 66 * unit, colours.ground, middle=inner)
    side = 104 * unit
    board.area(
        shapes.leaf((wide - side) / 2 - 3 * unit, 87 * unit, side + 6 * unit, side + 6 * unit, large=11 * unit,
                    small=3.4 * unit), colours.ground)  # fmt: skip
    shapes.code(board, facts.link, (wide - side) / 2, 90 * unit, side)
    shown = fit(board, facts.shown, wide=inner - 12 * unit, size=6.4 * unit, least=3.6 * unit, face="plain")
    write(board, shown, edge, 199 * unit, colours.quiet, middle=inner)
    name = fit(board, facts.product, wide=inner - 16 * unit, size=12 * unit, least=5.4 * unit, lines=3, high=30 * unit)
    y = write(board, name, edge, 210 * unit, colours.ink, middle=inner)
    price = fit(board, facts.price, wide=inner - 16 * unit, size=12 * unit, least=4 * unit)
    write(board, price, edge, y + 1 * unit, colours.ground, middle=inner)
    shapes.band(board, high - 34 * unit, 11 * unit, ground=colours.deep, vine=colours.spark, bud=colours.bud)
    board.area(shapes.box(0, high - 23 * unit, wide, 23 * unit), colours.ground)
    place = fit(board, facts.place, wide=inner, size=7 * unit, least=3.8 * unit, face="plain")
    write(board, place, edge, high - 23 * unit + (23 * unit - place.high) / 2, colours.on, middle=inner)
    return board.bytes()


def code_sheet(name: str, link: str, shown: str, *, seller: str) -> bytes:
    """Return an A6 sheet with one code and its name: for a link that has no product to show."""
    board = Paper(105, 148, title=name)
    write(board, fit(board, seller, wide=91, size=6, least=3.4), 7, 10, "#231A14", middle=91)
    shapes.code(board, link, 7, 24, 91)
    y = write(board, fit(board, shown, wide=91, size=4.6, least=2.6, face="plain"), 7, 118, "#231A14", middle=91)
    write(board, fit(board, name, wide=91, size=4.2, least=2.6, lines=2, face="plain"), 7, y + 1, "#5B4636", middle=91)
    return board.bytes()
