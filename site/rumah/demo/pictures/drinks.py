"""Things to drink: coffee, jamu, juice, tea."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, oval_points, turned
from rumah.demo.pictures.patterns import leaf


def coffee(board: Canvas) -> None:
    """Kopi: a cup, and roasted beans poured around it."""
    board.room(500)
    roast = board.rng.choice(("#4A2513", "#5E3018", "#6E4222", "#3A1C0E"))
    cup = board.rng.choice(("#FFFDF8", "#23399B", "#A65A32", "#3F6B58"))
    for _bean in range(150):
        a, reach = board.rng.uniform(0, math.tau), math.sqrt(board.rng.uniform(0.05, 1))
        _bean_at(board, 450 + math.cos(a) * 400 * reach, 730 + math.sin(a) * 130 * reach, roast)
    board.shadow(450, 690, 210, 56)
    board.oval(450, 675, 235, 66, dark(cup, 0.22))
    board.oval(450, 664, 235, 64, light(cup, 0.2))
    board.line([*oval_points(640, 510, 70, 62)[:14], *oval_points(640, 510, 70, 62)[36:]], dark(cup, 0.12), 30)
    body = [
        (265, 420),
        (635, 420),
        *curve((635, 420), (628, 650), (520, 668)),
        *curve((380, 668), (272, 650), (265, 420)),
    ]
    board.poly(body, cup)
    board.poly(
        [
            (265, 420),
            (330, 420),
            *curve((330, 420), (335, 640), (400, 668)),
            *curve((380, 668), (272, 650), (265, 420)),
        ],
        light(cup, 0.22),
    )
    board.oval(450, 420, 185, 48, light(cup, 0.35))
    board.oval(450, 424, 168, 40, roast)
    board.oval(450, 428, 150, 32, mix(roast, "#C98B4A", 0.45))
    board.line(curve((390, 428), (450, 410), (510, 430), 12), mix(roast, "#F0D9A8", 0.6), 7)
    for x, height in ((400, 150), (455, 200), (510, 150)):
        board.line(
            [
                *curve((x, 360), (x - 40, 360 - height / 3), (x, 360 - height / 1.8), 10),
                *curve((x, 360 - height / 1.8), (x + 36, 360 - height / 1.3), (x + 4, 360 - height), 10),
            ],
            light(board.wall, 0.8),
            9,
        )


def _bean_at(board: Canvas, x: float, y: float, roast: str) -> None:
    angle, tone = board.rng.uniform(0, 180), mix(roast, "#A8692F", board.rng.uniform(0, 0.3))
    board.oval(x + 2, y + 5, 32, 21, mix(board.table, "#2A1408", 0.35), angle)
    board.oval(x, y, 32, 21, tone, angle)
    board.oval(x - 4, y - 5, 20, 9, light(tone, 0.18), angle)
    board.line(turned(curve((x - 27, y + 2), (x, y - 9), (x + 27, y + 2), 8), (x, y), angle), dark(tone, 0.5), 4)


def herbal_drink(board: Canvas) -> None:
    """Jamu: a tall glass of turmeric, with its roots and tamarind."""
    board.room()
    tone = board.rng.choice(("#E9A11B", "#C9731C", "#D9B13A", "#A8522B", "#C04A3A"))
    board.shadow(450, 780, 190, 46)
    glass = [(330, 250), (570, 250), (540, 780), (360, 780)]
    board.poly(glass, mix(light(board.wall, 0.7), "#9FB4C4", 0.4))
    board.poly([(338, 296), (562, 296), (538, 768), (362, 768)], tone)
    board.poly([(338, 296), (400, 296), (410, 768), (362, 768)], light(tone, 0.3))
    board.oval(450, 250, 120, 26, mix(light(board.wall, 0.7), "#9FB4C4", 0.6))
    board.oval(450, 296, 112, 24, light(tone, 0.4))
    board.line([(500, 230), (560, 120)], "#8CC07F", 12)
    leaf(board, 470, 262, 130, -130, "#4C8B4F")
    leaf(board, 480, 262, 110, -60, "#5E9C54")
    for x, y, angle in ((180, 790, 12), (270, 830, -14), (700, 800, -18), (760, 836, 6)):
        root = mix("#C9792A", "#8F4E17", board.rng.uniform(0, 0.4))
        ends = turned([(x - 62, y), (x + 62, y)], (x, y), angle)
        board.line(ends, dark(root, 0.25), 54)
        board.line([(px, py - 4) for px, py in ends], root, 46)
        for at in (-38, -8, 24):
            board.line(
                turned(curve((x + at, y - 22), (x + at + 8, y), (x + at, y + 20), 6), (x, y), angle), dark(root, 0.3), 3
            )
        board.oval(*ends[1], 16, 20, "#F0A93A", angle)


def juice(board: Canvas) -> None:
    """Sari buah: a glass with a slice on the rim, and dragon fruit or orange beside it."""
    board.room()
    flesh, skin = board.rng.choice(
        (("#D9407A", "#B51E5A"), ("#F39A2B", "#E07A12"), ("#8E3B76", "#5E1F52"), ("#F0C33C", "#C99A1A"))
    )
    board.shadow(420, 780, 180, 44)
    board.poly([(300, 300), (540, 300), (515, 780), (325, 780)], mix(light(board.wall, 0.7), "#9FB4C4", 0.4))
    board.poly([(306, 370), (534, 370), (513, 768), (327, 768)], flesh)
    board.poly([(306, 370), (365, 370), (375, 768), (327, 768)], light(flesh, 0.3))
    board.oval(420, 370, 114, 22, light(flesh, 0.45))
    board.line([(455, 380), (520, 150)], "#23399B", 14)
    board.oval(548, 300, 92, 92, skin)
    board.oval(548, 300, 78, 78, light(flesh, 0.35))
    for spoke in range(0, 360, 45):
        a = math.radians(spoke)
        board.line([(548, 300), (548 + math.cos(a) * 72, 300 + math.sin(a) * 72)], flesh, 6)
    board.shadow(720, 790, 110, 34)
    board.oval(720, 720, 108, 96, skin)
    board.oval(690, 684, 40, 26, light(skin, 0.35), -30)
    leaf(board, 722, 632, 110, -50)


def tea(board: Canvas) -> None:
    """Teh: a pot, and leaves."""
    board.room()
    tone = board.rng.choice(("#3F6B58", "#A65A32", "#2F4A86", "#8C3B3B"))
    board.shadow(440, 780, 290, 62)
    board.line([*oval_points(200, 570, 110, 110)[14:36]], dark(tone, 0.12), 34)
    board.poly(
        [
            (610, 560),
            *curve((640, 560), (760, 540), (790, 400)),
            (836, 410),
            *curve((836, 410), (810, 650), (620, 700)),
        ],
        dark(tone, 0.1),
    )
    board.oval(440, 600, 232, 180, tone)
    board.oval(370, 545, 110, 76, light(tone, 0.2), -28)
    board.oval(440, 440, 122, 34, dark(tone, 0.2))
    board.oval(440, 428, 118, 34, light(tone, 0.14))
    board.oval(440, 386, 30, 28, dark(tone, 0.08))
    for _leaf in range(16):
        leaf(board, board.rng.uniform(60, 840), board.rng.uniform(800, 870), 62, board.rng.uniform(0, 360), "#3F6F42")
