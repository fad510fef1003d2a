"""Things made by hand: baskets, bags, carving, clay, toys."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, oval_points
from rumah.demo.pictures.patterns import gajah_oling, leaf, stars, weave


def bamboo_basket(board: Canvas) -> None:
    """Anyaman bambu: a basket, a tray or a lamp, by luck."""
    board.room()
    tones = board.rng.choice(
        (("#D9B26B", "#BE9148"), ("#E5C88B", "#8F6430"), ("#C9A15A", "#6E4A22"), ("#DDBB84", "#A65A32"))
    )
    shape = board.rng.randrange(3)
    if shape == 0:
        _basket(board, tones)
    elif shape == 1:
        _tray(board, tones)
    else:
        _lamp(board, tones)


def _basket(board: Canvas, tones: tuple[str, str]) -> None:
    board.shadow(450, 790, 290, 62)
    handle = oval_points(450, 430, 230, 270)[24:]
    board.line([*handle, (680, 430)], dark(tones[1], 0.15), 34)
    board.line([(x, y - 5) for x, y in handle], light(tones[0], 0.2), 12)
    board.oval(450, 450, 290, 70, dark(tones[1], 0.45))
    board.within(
        [
            (160, 450),
            *oval_points(450, 450, 290, 70)[24:0:-1],
            (740, 450),
            (665, 780),
            *curve((665, 780), (450, 828), (235, 780)),
        ],
        lambda b: weave(b, (150, 430, 760, 840), tones, step=b.rng.choice((34, 40, 46))),
    )
    board.line(oval_points(450, 450, 290, 70)[:25], light(tones[0], 0.25), 26)
    board.line(oval_points(450, 448, 290, 70)[:25], dark(tones[1], 0.1), 4)


def _tray(board: Canvas, tones: tuple[str, str]) -> None:
    board.shadow(450, 770, 360, 80)
    board.oval(450, 585, 370, 250, dark(tones[1], 0.3))
    board.within(oval_points(450, 570, 350, 232), lambda b: weave(b, (90, 330, 820, 820), tones, step=44))
    for at in range(3):
        board.line(
            oval_points(450, 570, 362 - at * 9, 243 - at * 8),
            (light(tones[0], 0.25), tones[1], dark(tones[1], 0.2))[at],
            9,
        )


def _lamp(board: Canvas, tones: tuple[str, str]) -> None:
    board.line([(450, 0), (450, 190)], "#4A3B30", 9)
    board.oval(450, 600, 330, 210, light(board.wall, 0.6))
    board.within(
        [
            (360, 190),
            (540, 190),
            *curve((540, 190), (760, 380), (650, 640)),
            (250, 640),
            *curve((250, 640), (140, 380), (360, 190)),
        ],
        lambda b: weave(b, (130, 180, 780, 660), ("#F7DE9A", tones[1]), step=38),
    )
    board.line([(250, 640), (650, 640)], dark(tones[1], 0.2), 22)
    board.box(360, 170, 540, 204, dark(tones[1], 0.2), 10)
    board.oval(450, 660, 60, 60, "#FFF3CC")


def carving(board: Canvas) -> None:
    """Ukir kayu: a panel of leaves and flowers cut in teak."""
    board.room(690)
    wood = board.rng.choice(("#8F5A2E", "#A66B38", "#6E3F1E", "#B98147"))
    board.shadow(450, 800, 300, 44)
    board.box(160, 120, 740, 790, dark(wood, 0.3), 26)
    board.box(172, 112, 728, 772, wood, 22)
    board.box(212, 152, 688, 732, dark(wood, 0.32), 12)
    for grain in range(9):
        y = 170 + grain * 66
        board.line(curve((220, y), (450, y + board.rng.uniform(-18, 18)), (680, y), 10), dark(wood, 0.4), 3)
    for flip in (-1, 1):
        for at, y in enumerate((250, 370, 500, 630)):
            x = 450 + flip * 112
            board.line([(px + 3, py + 6) for px, py in gajah_oling(x, y, 92, flip)], dark(wood, 0.55), 22)
            board.line(gajah_oling(x, y, 92, flip), light(wood, 0.18), 18)
            board.line(gajah_oling(x, y - 3, 92, flip), light(wood, 0.42), 5)
            for turn in (30, -50):
                leaf(board, x + flip * 20, y, 74, (180 if flip < 0 else 0) + turn + at * 9, light(wood, 0.08))
    for y in (250, 442, 634):
        for petal in range(8):
            a = math.radians(petal * 45)
            board.oval(
                450 + math.cos(a) * 44, y + math.sin(a) * 44, 34, 20, light(wood, 0.14 + 0.05 * (petal % 2)), petal * 45
            )
        board.oval(450, y, 24, 24, dark(wood, 0.2))
        board.oval(446, y - 4, 16, 16, light(wood, 0.45))


def pandan_bag(board: Canvas) -> None:
    """Tas pandan: a plaited bag with two handles and a band of colour."""
    board.room()
    tones = board.rng.choice(
        (
            ("#C9B479", "#A8925A"),
            ("#D9C08C", "#8F4413"),
            ("#CDB87E", "#23399B"),
            ("#D4BD85", "#7A1F22"),
            ("#C7B98A", "#3F6B58"),
        )
    )
    board.shadow(450, 800, 310, 58)
    for shift, tone in ((0, dark(tones[1], 0.3)), (24, dark(tones[1], 0.05))):
        board.line(
            [
                (310, 420 + shift),
                *curve((310, 420 + shift), (330, 130 + shift), (450, 130 + shift)),
                *curve((450, 130 + shift), (570, 130 + shift), (590, 420 + shift)),
            ],
            tone,
            24,
        )
    body = [
        (180, 390),
        (720, 390),
        *curve((720, 390), (740, 640), (690, 800)),
        (210, 800),
        *curve((210, 800), (160, 640), (180, 390)),
    ]
    board.within(body, lambda b: weave(b, (140, 380, 770, 810), tones, step=b.rng.choice((30, 38, 46))))
    board.box(176, 380, 724, 424, dark(tones[1], 0.12), 12)
    board.line([(186, 402), (714, 402)], light(tones[0], 0.4), 4)
    board.oval(450, 470, 34, 34, "#6E4A22")
    board.oval(446, 465, 22, 22, "#A8763F")


def pottery(board: Canvas) -> None:
    """Gerabah: two pots of red clay with a scratched band."""
    board.room()
    clay = board.rng.choice(("#B5653A", "#9C4F2C", "#C47B4F"))
    for cx, base, size in ((330, 780, 1.0), (650, 800, 0.66)):
        r = 210 * size
        board.shadow(cx, base, r * 0.95, 36 * size)
        body = [
            *curve((cx - r * 0.45, base - r * 2.0), (cx - r * 1.5, base - r), (cx - r * 0.5, base)),
            *curve((cx + r * 0.5, base), (cx + r * 1.5, base - r), (cx + r * 0.45, base - r * 2.0)),
        ]
        board.poly(body, dark(clay, 0.1))
        board.poly(
            [
                *curve((cx - r * 0.45, base - r * 2.0), (cx - r * 1.5, base - r), (cx - r * 0.5, base)),
                *curve((cx - r * 0.1, base), (cx - r * 0.7, base - r), (cx - r * 0.1, base - r * 2)),
            ],
            clay,
        )
        board.oval(cx, base - r * 2.0, r * 0.55, r * 0.15, light(clay, 0.2))
        board.oval(cx, base - r * 1.99, r * 0.42, r * 0.1, dark(clay, 0.5))
        for at in range(-4, 5):
            board.line(
                gajah_oling(cx + at * r * 0.2, base - r * 1.1 + abs(at) * 2, r * 0.1), light(clay, 0.5), 5 * size
            )
        for lift in (0.9, 1.32):
            board.line(
                curve(
                    (cx - r * 0.9, base - r * lift),
                    (cx, base - r * lift + 26 * size),
                    (cx + r * 0.9, base - r * lift),
                    16,
                ),
                dark(clay, 0.3),
                5 * size,
            )
    leaf(board, 330, 370, 190, -110, "#5E9C54")
    leaf(board, 330, 370, 200, -70, "#3F7D4E")


def toy(board: Canvas) -> None:
    """Mainan: a wooden car or a row of spinning tops."""
    board.room()
    paints = board.rng.sample(("#B01F24", "#23399B", "#F4C430", "#1D6A3F", "#C9731C"), 3)
    if board.rng.random() < 0.5:
        board.shadow(450, 770, 330, 56)
        board.box(150, 540, 750, 720, paints[0], 60)
        board.poly([(270, 545), (350, 400), (570, 400), (660, 545)], light(paints[0], 0.2))
        for x0, x1 in ((350, 450), (470, 580)):
            board.box(x0, 430, x1, 530, "#DCEAF2", 14)
        for x in (290, 610):
            board.oval(x, 725, 80, 80, "#6E4A22")
            board.oval(x, 725, 58, 58, "#C9A15A")
            board.oval(x, 725, 16, 16, "#4A2F18")
        board.oval(735, 600, 22, 26, "#F4C430")
        return
    for paint, x in zip(paints, (240, 460, 680), strict=True):
        board.shadow(x, 790, 90, 24)
        board.poly(
            [
                (x - 118, 600),
                (x + 118, 600),
                *curve((x + 118, 600), (x + 60, 730), (x, 790)),
                *curve((x, 790), (x - 60, 730), (x - 118, 600)),
            ],
            "#C58B4C",
        )
        board.oval(x, 600, 118, 44, light("#C58B4C", 0.25))
        board.oval(x, 598, 88, 30, paint)
        board.oval(x, 596, 54, 17, light(paint, 0.4))
        board.box(x - 14, 470, x + 14, 598, "#8F5A2E", 10)
        stars(board, x, 640, 26)
