"""Things that are fried: chips and crackers. Each function draws one product on a board with a room."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, turned
from rumah.demo.pictures.patterns import CLAY, bowl, bowl_front, heap, plate


def banana_chips(board: Canvas) -> None:
    """Keripik pisang: thin yellow ovals with a seed star, heaped in a bowl."""
    board.room()
    colour = board.rng.choice(CLAY)
    outline = bowl(board, 450, 560, 300, colour)
    tone = board.rng.choice(("#F3C64B", "#EDB83A", "#F0CF6A"))
    for x, y, angle in heap(board, 450, 560, 265, 5):
        _chip(board, x, y, 66, 44, angle, tone)
    bowl_front(board, outline, 450, 560, 300, colour)
    for x, y in ((130, 800), (236, 838), (742, 812)):
        _chip(board, x, y, 62, 34, board.rng.uniform(-20, 20), tone)


def _chip(board: Canvas, x: float, y: float, rx: float, ry: float, angle: float, tone: str) -> None:
    shade = mix(tone, "#B5692B", board.rng.uniform(0.0, 0.28))
    board.oval(x + 3, y + 6, rx, ry, dark(shade, 0.38), angle)
    board.oval(x, y, rx, ry, shade, angle)
    board.oval(x, y, rx * 0.84, ry * 0.8, light(shade, 0.4), angle)
    for spoke in range(3):
        a = math.radians(angle + 60 * spoke)
        points = [
            (x - math.cos(a) * rx * 0.3, y - math.sin(a) * ry * 0.3),
            (x + math.cos(a) * rx * 0.3, y + math.sin(a) * ry * 0.3),
        ]
        board.line(points, mix(shade, "#8F4413", 0.45), 4)


def tempe_chips(board: Canvas) -> None:
    """Keripik tempe: golden discs with soy beans showing."""
    board.room()
    plate(board, 450, 620, 340)
    for x, y, angle in heap(board, 450, 610, 240, 5):
        shade = mix("#DDA552", "#A8692A", board.rng.uniform(0, 0.3))
        board.oval(x + 3, y + 7, 74, 54, dark(shade, 0.4), angle)
        board.oval(x, y, 74, 54, shade, angle)
        for _bean in range(9):
            a, reach = board.rng.uniform(0, math.tau), board.rng.uniform(0.1, 0.75)
            bx, by = x + math.cos(a) * 70 * reach, y + math.sin(a) * 50 * reach
            board.oval(bx, by, 13, 8, light("#F4DFA9", 0.2), board.rng.uniform(0, 180))
        board.oval(x - 20, y - 16, 7, 5, "#4F7A3B", 30)


def rice_crackers(board: Canvas) -> None:
    """Rengginang: puffed rice pressed into rounds, every grain seen."""
    board.room()
    plate(board, 450, 640, 350, "#F6EBD6")
    tone = board.rng.choice(("#F5E3B8", "#EBC98F", "#D99A6C", "#F3DDC0"))
    for cx, cy, radius in ((310, 560, 150), (600, 570, 150), (455, 440, 165), (450, 640, 140)):
        board.oval(cx + 4, cy + 16, radius, radius * 0.72, dark(tone, 0.42))
        board.oval(cx, cy, radius, radius * 0.72, dark(tone, 0.2))
        for _grain in range(150):
            a, reach = board.rng.uniform(0, math.tau), math.sqrt(board.rng.random())
            x, y = cx + math.cos(a) * radius * reach, cy + math.sin(a) * radius * 0.72 * reach
            shade = mix(light(tone, 0.5), dark(tone, 0.12), board.rng.random())
            board.oval(x, y, 15, 8, shade, board.rng.uniform(0, 180))


def cracker_strips(board: Canvas) -> None:
    """Ladrang: long curled strips, fried golden, in a jar-like bowl."""
    board.room()
    colour = board.rng.choice(CLAY)
    outline = bowl(board, 450, 590, 270, colour)
    for x, y, angle in [*heap(board, 450, 560, 230, 6), *heap(board, 450, 540, 190, 4)]:
        tone = mix("#E9B863", "#B9742F", board.rng.uniform(0, 0.45))
        lift = board.rng.uniform(-42, 42)
        strip = turned(curve((x - 95, y), (x, y - 40 + lift), (x + 95, y), 16), (x, y), angle * 1.4)
        board.line([(px + 2, py + 5) for px, py in strip], dark(tone, 0.4), 21)
        board.line(strip, tone, 19)
        board.line([(px - 1, py - 4) for px, py in strip], light(tone, 0.45), 5)
    bowl_front(board, outline, 450, 590, 270, colour)
