"""Things of the kitchen: sugar, sambal, fish, honey, rice, chocolate."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, oval_points, turned
from rumah.demo.pictures.patterns import plate, weave


def palm_sugar(board: Canvas) -> None:
    """Gula merah: turned half-rounds of coconut sugar, stacked, one broken."""
    board.room()
    board.shadow(450, 765, 360, 76)
    board.box(120, 690, 780, 770, "#B98A55", 16)
    board.box(120, 690, 780, 716, "#D0A36C", 12)
    tone = board.rng.choice(("#8A4B20", "#A05C2A", "#743A17", "#B06E38"))
    for x, y in ((270, 640), (450, 640), (630, 640), (360, 520), (540, 520), (450, 400)):
        shade = mix(tone, "#4A2210", board.rng.uniform(0, 0.2))
        board.poly(
            [
                (x - 92, y - 50),
                (x + 92, y - 50),
                (x + 76, y + 42),
                *curve((x + 76, y + 42), (x, y + 72), (x - 76, y + 42)),
            ],
            dark(shade, 0.18),
        )
        board.poly([(x - 92, y - 50), (x - 30, y - 50), (x - 22, y + 56), (x - 76, y + 42)], shade)
        board.oval(x, y - 50, 92, 30, light(shade, 0.2))
        board.oval(x - 8, y - 54, 66, 18, light(shade, 0.34))
    for x, y in ((190, 810), (240, 830), (690, 815)):
        board.poly([(x - 30, y), (x - 6, y - 26), (x + 30, y - 8), (x + 20, y + 16), (x - 16, y + 18)], tone)
        board.poly([(x - 30, y), (x - 6, y - 26), (x + 6, y - 2), (x - 16, y + 18)], light(tone, 0.22))


def sambal(board: Canvas) -> None:
    """Sambal: a stone mortar with red paste, chillies, garlic and a lime."""
    board.room()
    stone = board.rng.choice(("#6F6A66", "#5C5651", "#7C756C"))
    paste = board.rng.choice(("#B32A1C", "#7E2A17", "#C4461F", "#4B1E17"))
    board.shadow(450, 770, 330, 74)
    board.poly(
        [
            (140, 560),
            (760, 560),
            *curve((760, 560), (720, 800), (450, 800)),
            *curve((450, 800), (180, 800), (140, 560)),
        ],
        dark(stone, 0.2),
    )
    board.oval(450, 560, 312, 110, light(stone, 0.16))
    board.oval(450, 566, 276, 88, dark(stone, 0.35))
    board.oval(450, 574, 250, 72, paste)
    for _bit in range(120):
        a, reach = board.rng.uniform(0, math.tau), math.sqrt(board.rng.random())
        x, y = 450 + math.cos(a) * 238 * reach, 574 + math.sin(a) * 62 * reach
        board.oval(
            x, y, 9, 5, board.rng.choice((light(paste, 0.2), dark(paste, 0.2), "#F0C25A", mix(paste, "#E8612F", 0.5)))
        )
    board.line([(560, 560), (760, 360)], dark(stone, 0.1), 74)
    board.line([(556, 548), (744, 360)], light(stone, 0.2), 24)
    for x, y, angle in ((150, 830, -16), (300, 850, 10), (650, 850, -8)):
        _chilli(board, x, y, angle)
    board.oval(780, 810, 62, 52, "#6FA345")
    board.oval(768, 796, 26, 18, "#A9CF77", -20)


def _chilli(board: Canvas, x: float, y: float, angle: float) -> None:
    shape = turned(
        [
            *curve((x - 80, y - 14), (x + 20, y - 30), (x + 90, y + 12)),
            *curve((x + 90, y + 12), (x + 10, y + 22), (x - 80, y + 14)),
        ],
        (x, y),
        angle,
    )
    board.poly(shape, "#C3272B")
    board.line(turned(curve((x - 60, y - 8), (x + 10, y - 18), (x + 60, y), 10), (x, y), angle), "#E9686A", 6)
    board.line(turned([(x - 80, y), (x - 116, y - 12)], (x, y), angle), "#3F7D3A", 11)


def salted_fish(board: Canvas) -> None:
    """Ikan asin: silver fish in a row on a woven tray."""
    board.room(460)
    board.shadow(450, 800, 390, 70)
    board.within(
        oval_points(450, 650, 390, 190), lambda b: weave(b, (50, 440, 860, 860), ("#D9B26B", "#C39A50"), step=42)
    )
    board.line(oval_points(450, 650, 390, 190), "#9A6F33", 20)
    for y, size in ((560, 1.0), (640, 1.12), (725, 1.0)):
        tone = board.rng.choice(("#A9B4B8", "#C2B59A", "#98A7B3", "#B9AE9A"))
        _fish(board, 450 + board.rng.uniform(-16, 16), y, 265 * size, tone, board.rng.uniform(-4, 4))


def _fish(board: Canvas, x: float, y: float, half: float, tone: str, angle: float) -> None:
    body = turned(
        [
            *curve((x - half, y), (x - half * 0.3, y - half * 0.34), (x + half * 0.72, y - 8)),
            *curve((x + half * 0.72, y + 8), (x - half * 0.3, y + half * 0.36), (x - half, y)),
        ],
        (x, y),
        angle,
    )
    tail = turned(
        [(x + half * 0.68, y), (x + half, y - half * 0.2), (x + half * 0.9, y), (x + half, y + half * 0.2)],
        (x, y),
        angle,
    )
    board.poly([(px + 2, py + 12) for px, py in body], mix("#9A6F33", "#2A1408", 0.4))
    board.poly(tail, dark(tone, 0.25))
    board.poly(body, tone)
    back = [
        *curve((x - half, y), (x - half * 0.3, y - half * 0.34), (x + half * 0.72, y - 8)),
        *curve((x + half * 0.72, y - 8), (x - half * 0.2, y - half * 0.1), (x - half, y)),
    ]
    board.poly(turned(back, (x, y), angle), mix(tone, "#3D4F63", 0.5))
    for column in range(7):
        for row in range(2):
            sx, sy = x - half * 0.42 + column * half * 0.15, y + 4 + row * half * 0.09
            board.line(
                turned(curve((sx, sy - 11), (sx + 12, sy), (sx, sy + 11), 6), (x, y), angle), light(tone, 0.5), 3
            )
    board.line(
        turned(
            curve((x - half * 0.62, y - half * 0.13), (x - half * 0.5, y), (x - half * 0.62, y + half * 0.13), 8),
            (x, y),
            angle,
        ),
        dark(tone, 0.35),
        5,
    )
    eye = turned([(x - half * 0.78, y - half * 0.03)], (x, y), angle)[0]
    board.oval(*eye, 11, 11, "#FFFDF8")
    board.oval(*eye, 6, 6, "#231A14")


def honey(board: Canvas) -> None:
    """Madu: comb, and honey running from a dipper."""
    board.room()
    board.shadow(430, 770, 330, 70)
    for row in range(6):
        for column in range(7 - row % 2):
            x, y = 170 + column * 82 + (41 if row % 2 else 0), 430 + row * 62
            cell = oval_points(x, y, 46, 44, 30, 6)
            board.poly(cell, "#C27A14")
            filled = board.rng.random() < 0.72
            board.poly(oval_points(x, y, 38, 36, 30, 6), "#F0AE2E" if filled else "#8E5410")
            if filled:
                board.oval(x - 12, y - 12, 9, 6, "#FBE08F")
    board.line([(860, 130), (690, 410)], "#A9713B", 22)
    for at in range(6):
        board.oval(690 - at * 9, 415 + at * 15, 58, 17, "#C58B4C" if at % 2 else "#9C6531", -58)
    board.poly([*curve((650, 500), (660, 640), (640, 760)), *curve((640, 760), (690, 640), (690, 495))], "#EFA51E")
    board.oval(640, 780, 120, 28, "#EFA51E")
    board.oval(615, 774, 50, 9, "#FBDD86")


def rice(board: Canvas) -> None:
    """Beras: a burlap sack, open, with a heap of grains."""
    board.room()
    grain = board.rng.choice(("#FBF4E2", "#7A3B33", "#4A3340", "#EFE0BC"))
    board.shadow(450, 800, 300, 60)
    sack = [
        (220, 420),
        *curve((220, 420), (150, 700), (200, 800)),
        (700, 800),
        *curve((700, 800), (750, 700), (680, 420)),
    ]
    board.within(sack, lambda b: weave(b, (140, 400, 780, 820), ("#C9A46C", "#B8925A"), step=18))
    board.oval(450, 420, 236, 60, "#8E6C3C")
    board.poly(
        [
            *curve((230, 425), (330, 300), (450, 290)),
            *curve((450, 290), (570, 300), (670, 425)),
            *oval_points(450, 420, 220, 50)[:25],
        ],
        dark(grain, 0.12),
    )
    for _grain in range(330):
        a, reach = board.rng.uniform(0, math.tau), math.sqrt(board.rng.random())
        x, y = 450 + math.cos(a) * 212 * reach, 400 + math.sin(a) * (46 if math.sin(a) > 0 else 105) * reach
        board.oval(x, y, 11, 5, mix(grain, dark(grain, 0.2), board.rng.random()), board.rng.uniform(0, 180))
    board.line([*oval_points(450, 420, 232, 58)[1:24]], "#DDBB84", 22)
    for _grain in range(40):
        board.oval(board.rng.uniform(120, 800), board.rng.uniform(815, 870), 11, 5, grain, board.rng.uniform(0, 180))


def chocolate(board: Canvas) -> None:
    """Cokelat: bars with a wrapper turned back, and a cocoa pod."""
    board.room()
    tone = board.rng.choice(("#5A2E1A", "#7B4527", "#3E1D10"))
    plate(board, 450, 690, 350)
    for turn, x, y in ((-14, 380, 560), (10, 540, 600)):
        for row in range(4):
            for column in range(3):
                px, py = x - 120 + column * 80, y - 180 + row * 80
                square = turned([(px, py), (px + 74, py), (px + 74, py + 74), (px, py + 74)], (x, y), turn)
                inner = turned(
                    [(px + 12, py + 12), (px + 62, py + 12), (px + 62, py + 62), (px + 12, py + 62)], (x, y), turn
                )
                board.poly([(a + 3, b + 9) for a, b in square], dark(tone, 0.5))
                board.poly(square, tone)
                board.poly(inner, light(tone, 0.12))
        wrap = turned([(x - 130, y + 70), (x + 130, y + 70), (x + 130, y + 190), (x - 130, y + 190)], (x, y), turn)
        board.poly(wrap, "#23399B" if turn < 0 else "#B5692B")
        board.line(wrap[:2], "#F4C430", 10)
