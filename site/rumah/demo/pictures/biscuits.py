"""Things that are baked: bagiak, klemben, biscuits."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, turned
from rumah.demo.pictures.patterns import plate


def finger_biscuits(board: Canvas) -> None:
    """Bagiak: chubby pale sticks with cracks, stacked crosswise."""
    board.room()
    plate(board, 450, 650, 350)
    tone = board.rng.choice(("#E9CFA0", "#DDBB84", "#C9A06A"))
    levels = ((0, 4, 640), (90, 3, 585), (0, 3, 525), (90, 2, 470), (0, 2, 410))
    for turn, count, y in levels:
        for at in range(count):
            offset = (at - (count - 1) / 2) * 92
            if turn:
                _stick(board, 450 + offset * 1.25, y, 118, tone, board.rng.uniform(-9, 9) - 24)
            else:
                _stick(board, 450 + offset * 1.2, y, 126, tone, board.rng.uniform(-6, 6) + 18)


def _stick(board: Canvas, x: float, y: float, half: float, tone: str, angle: float) -> None:
    shade = mix(tone, "#A8743E", board.rng.uniform(0, 0.25))
    ends = turned([(x - half, y), (x + half, y)], (x, y), angle)
    board.line([(px + 2, py + 9) for px, py in ends], dark(shade, 0.38), 54)
    board.line(ends, shade, 50)
    upper = turned([(x - half * 0.9, y - 11), (x + half * 0.9, y - 11)], (x, y), angle)
    board.line(upper, light(shade, 0.42), 14)
    for at in (-0.5, 0.05, 0.55):
        crack = turned(
            [(x + half * at, y - 17), (x + half * at + 9, y - 3), (x + half * at - 4, y + 10)], (x, y), angle
        )
        board.line(crack, dark(shade, 0.28), 3)


def sponge_cakes(board: Canvas) -> None:
    """Klemben: little shell-shaped sponges, browned on top."""
    board.room()
    plate(board, 450, 650, 360)
    for x, y in (
        (300, 520),
        (450, 490),
        (600, 520),
        (235, 615),
        (385, 600),
        (535, 600),
        (675, 615),
        (310, 690),
        (460, 700),
        (610, 690),
    ):
        tone = mix("#F2CF7E", "#D9954A", board.rng.uniform(0.0, 0.5))
        board.oval(x + 3, y + 22, 78, 46, dark(tone, 0.42))
        board.oval(x, y, 78, 50, tone)
        board.oval(x, y - 8, 66, 36, mix(tone, "#A8642A", 0.42))
        board.oval(x - 6, y - 16, 50, 20, mix(tone, "#C98B45", 0.5))
        for rib in (-40, -20, 0, 20, 40):
            board.line(
                curve((x + rib * 0.5, y - 40), (x + rib, y - 10), (x + rib * 1.35, y + 34), 10), dark(tone, 0.22), 3
            )


def cookies(board: Canvas) -> None:
    """Kue kering: round biscuits with chips or a jam eye, on paper."""
    board.room()
    plate(board, 450, 640, 360, "#F8EFE0")
    jam = board.rng.random() < 0.5
    tone = board.rng.choice(("#E8BC78", "#D9A05B", "#B87B43", "#9FB27A"))
    for x, y in (
        (300, 500),
        (470, 470),
        (620, 520),
        (230, 610),
        (390, 600),
        (555, 620),
        (690, 640),
        (320, 705),
        (480, 720),
    ):
        shade = mix(tone, "#8F4413", board.rng.uniform(0, 0.14))
        board.oval(x + 3, y + 14, 84, 64, dark(shade, 0.38))
        board.poly(
            [
                (x + math.cos(a) * (84 + 4 * (i % 2)), y + math.sin(a) * (62 + 3 * (i % 2)))
                for i in range(36)
                for a in [math.tau * i / 36]
            ],
            shade,
        )
        board.oval(x - 4, y - 6, 70, 48, light(shade, 0.22))
        if jam:
            board.oval(x, y - 2, 30, 21, "#8C1F24")
            board.oval(x - 8, y - 8, 9, 6, "#D96A6A")
        else:
            for _chip_at in range(7):
                a, reach = board.rng.uniform(0, math.tau), board.rng.uniform(0, 0.8)
                board.oval(x + math.cos(a) * 62 * reach, y + math.sin(a) * 42 * reach, 9, 7, "#4A2513")
