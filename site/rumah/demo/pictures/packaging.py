"""What goods are sold in: a pouch, a jar, a bottle, a box, a tag; with the product's name on the label."""

from rumah.demo.pictures.canvas import BELERANG, KAIN, NILA, SOGA, TINTA, Canvas, curve, dark, light, mix, oval_points
from rumah.demo.pictures.patterns import DYES, batik, gajah_oling, kawung, leaf, stars

LABELS = (
    (NILA, KAIN),
    (SOGA, KAIN),
    ("#1D6A3F", KAIN),
    (KAIN, SOGA),
    ("#7A1F22", KAIN),
    (BELERANG, TINTA),
    (KAIN, NILA),
)


def _lines(words: str, longest: int) -> list[str]:
    """Break a name into at most three lines of about `longest` letters."""
    found: list[str] = []
    for word in words.split():
        if found and len(found[-1]) + len(word) < longest:
            found[-1] += f" {word}"
        elif len(found) < 3:
            found.append(word)
    return found


def label(board: Canvas, x0: float, y0: float, x1: float, y1: float, name: str, shop: str) -> None:
    """Put a label with ornament, name and maker into a box."""
    ground, ink = board.rng.choice(LABELS)
    width, middle = x1 - x0, (x0 + x1) / 2
    board.box(x0, y0, x1, y1, ground, 14)
    board.box(x0 + 9, y0 + 9, x1 - 9, y1 - 9, mix(ground, ink, 0.35), 9)
    board.box(x0 + 12, y0 + 12, x1 - 12, y1 - 12, ground, 8)
    accent = BELERANG if ground not in {BELERANG, KAIN} else SOGA
    for at in (-2, -1, 0, 1, 2):
        board.line(gajah_oling(middle + at * width * 0.13, y0 + 46, width * 0.06), accent, 5)
    lines = _lines(name, 13)
    size = min(52.0, (y1 - y0) * 0.19, *(0.8 * width / max(board.width_of(line, 1), 1) for line in lines))
    top = (y0 + y1) / 2 - (len(lines) - 1) * size * 0.6 + 6
    for at, line in enumerate(lines):
        board.text(middle, top + at * size * 1.2, line, size, ink, weight=size * 0.028)
    small = min(24.0, 0.8 * width / max(board.width_of(shop, 1), 1))
    board.line([(middle - width * 0.2, y1 - 62), (middle + width * 0.2, y1 - 62)], accent, 3)
    board.text(middle, y1 - 38, shop, small, ink)


def pouch(board: Canvas, name: str, shop: str) -> None:
    """Draw a standing pouch of paper, with a window or without."""
    board.room(640)
    paper = board.rng.choice(("#C9A06A", "#E9DFCB", "#23399B", "#7A4A26", "#2F5D4A", "#B5452F", "#F1E4C3"))
    board.shadow(450, 822, 270, 50)
    body = [
        (232, 170),
        (668, 170),
        *curve((668, 170), (690, 520), (706, 790)),
        *curve((706, 790), (450, 850), (194, 790)),
        *curve((194, 790), (210, 520), (232, 170)),
    ]
    board.poly(body, paper)
    board.poly(
        [
            (232, 170),
            (300, 170),
            *curve((300, 170), (270, 520), (270, 815)),
            *curve((270, 815), (230, 806), (194, 790)),
            *curve((194, 790), (210, 520), (232, 170)),
        ],
        light(paper, 0.2),
    )
    board.poly([(620, 170), (668, 170), *curve((668, 170), (690, 520), (706, 790)), (640, 812)], dark(paper, 0.14))
    board.box(226, 120, 674, 182, dark(paper, 0.1), 8)
    for y in (138, 152, 166):
        board.line([(236, y), (664, y)], light(paper, 0.25), 2)
    board.oval(450, 152, 18, 18, board.wall)
    board.line(curve((226, 770), (450, 826), (674, 770), 16), dark(paper, 0.22), 4)
    label(board, 282, 270, 618, 690, name, shop)


def jar(board: Canvas, name: str, shop: str) -> None:
    """Draw a jar of glass with a cloth lid."""
    board.room()
    filling = board.rng.choice(("#D9A566", "#B5692B", "#8C3B1E", "#E9C46A", "#C98C4B"))
    dye = board.rng.choice(DYES)
    board.shadow(450, 812, 240, 48)
    board.box(230, 300, 670, 810, mix(board.wall, "#FFFFFF", 0.6), 70)
    board.box(246, 350, 654, 796, filling, 58)
    for _bit in range(120):
        x, y = board.rng.uniform(270, 630), board.rng.uniform(375, 770)
        board.oval(
            x,
            y,
            17,
            10,
            mix(filling, board.rng.choice(("#FFF3CC", "#5B2A12")), board.rng.uniform(0.1, 0.35)),
            board.rng.uniform(0, 180),
        )
    board.box(256, 330, 286, 780, light(filling, 0.55), 15)
    lid = [
        (240, 310),
        *curve((240, 310), (260, 160), (450, 160)),
        *curve((450, 160), (640, 160), (660, 310)),
        *curve((690, 350), (450, 390), (210, 350)),
    ]
    board.within(lid, lambda b: kawung(b, dye, step=74))
    board.line(curve((240, 306), (450, 350), (660, 306), 16), "#B98A55", 13)
    label(board, 292, 430, 608, 740, name, shop)


def bottle(board: Canvas, name: str, shop: str) -> None:
    """Draw a bottle of glass with its drink, oil or honey."""
    board.room()
    drink = board.rng.choice(("#E9A11B", "#B5541C", "#8E3B2A", "#D9B13A", "#6B3F1D"))
    for x, size in ((640, 0.86), (400, 1.0)):
        w, base = 130 * size, 815
        top = base - 640 * size
        board.shadow(x, base, w * 1.1, 30 * size)
        shape = [
            (x - w * 0.36, top),
            (x + w * 0.36, top),
            (x + w * 0.36, top + 110 * size),
            *curve((x + w * 0.36, top + 110 * size), (x + w, top + 170 * size), (x + w, top + 260 * size)),
            (x + w, base - 24),
            *curve((x + w, base - 24), (x + w, base), (x + w - 24, base)),
            (x - w + 24, base),
            *curve((x - w + 24, base), (x - w, base), (x - w, base - 24)),
            (x - w, top + 260 * size),
            *curve((x - w, top + 260 * size), (x - w, top + 170 * size), (x - w * 0.36, top + 110 * size)),
        ]
        board.poly(shape, drink)
        board.box(x - w * 0.86, top + 270 * size, x - w * 0.62, base - 40, light(drink, 0.4), 14)
        board.box(x - w * 0.44, top - 40 * size, x + w * 0.44, top + 24 * size, dark(drink, 0.55), 12)
        if size == 1.0:
            label(board, x - w + 2, top + 290, x + w - 2, base - 70, name, shop)
        else:
            board.box(x - w, top + 260, x + w, base - 70, KAIN, 4)
            board.line(gajah_oling(x, base - 180, 60), SOGA, 11)
    leaf(board, 170, 815, 130, -60)
    leaf(board, 180, 815, 120, -15, "#5E9C54")


def box(board: Canvas, name: str, shop: str) -> None:
    """Draw a box with batik on its side."""
    board.room()
    dye = board.rng.choice(DYES)
    board.shadow(460, 815, 330, 54)
    side = [(640, 330), (770, 270), (770, 730), (640, 810)]
    board.within(side, lambda b: batik(b, dye, step=105))
    lid = [(170, 330), (310, 270), (770, 270), (640, 330)]
    board.poly(lid, light(dye[0], 0.3))
    board.box(170, 330, 640, 810, light(dye[0], 0.08))
    board.within([(170, 330), (640, 330), (640, 420), (170, 420)], lambda b: batik(b, dye, step=90))
    board.line([(170, 421), (640, 421)], dye[2], 8)
    label(board, 215, 462, 595, 770, name, shop)


def tag(board: Canvas, name: str, shop: str) -> None:
    """Draw a hang-tag tied to wrapped goods, for things that come in no bag."""
    board.room()
    dye = board.rng.choice(DYES)
    board.shadow(450, 810, 330, 54)
    board.box(150, 420, 750, 808, "#C9A06A", 22)
    board.box(150, 420, 750, 470, "#D9B681", 20)
    board.within([(380, 420), (520, 420), (520, 808), (380, 808)], lambda b: batik(b, dye, step=80))
    board.line([(150, 600), (750, 600)], "#8A6A38", 13)
    for side in (-1, 1):
        board.line(oval_points(450 + side * 62, 400, 60, 40, side * 24), "#8A6A38", 13)
    board.oval(450, 420, 26, 24, "#6E5228")
    board.line([(470, 425), (560, 250)], "#8A6A38", 5)
    board.box(392, 130, 798, 452, dark(KAIN, 0.14), 16)
    label(board, 385, 120, 790, 442, name, shop)
    board.oval(425, 160, 15, 15, board.wall)
    stars(board, 130, 330, 40)
