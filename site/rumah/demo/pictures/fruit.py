"""Things that are dried: banana, candied fruit, floss of fish."""

import math

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, oval_points, turned
from rumah.demo.pictures.patterns import CLAY, bowl, bowl_front, heap, leaf, plate


def dried_banana(board: Canvas) -> None:
    """Sale pisang: dark glossy strips on a banana leaf."""
    board.room(520)
    board.shadow(450, 700, 370, 110)
    leaf_shape = [*curve((70, 650), (430, 420), (840, 610)), *curve((840, 610), (470, 860), (70, 650))]
    board.poly(leaf_shape, "#4C8B4F")
    for at in range(11):
        x = 150 + at * 62
        board.line([(x, 650 - at * 4), (x + 40, 560)], "#63A366", 4)
        board.line([(x, 650 - at * 4), (x + 40, 735)], "#3B7340", 4)
    board.line([(70, 650), (840, 610)], "#8CC07F", 8)
    for x, y, angle in ((300, 640, -12), (560, 650, 8), (430, 585, -5), (330, 520, 10), (560, 520, -14), (440, 455, 4)):
        tone = mix("#8A4A1E", "#5B2A12", board.rng.uniform(0, 0.6))
        shape = turned(
            [
                *curve((x - 150, y), (x, y - 74), (x + 150, y - 10)),
                *curve((x + 150, y - 10), (x, y + 78), (x - 150, y)),
            ],
            (x, y),
            angle,
        )
        board.poly([(px + 3, py + 12) for px, py in shape], dark(tone, 0.45))
        board.poly(shape, tone)
        for lift in (-22, 4, 26):
            board.line(
                turned(
                    curve((x - 110, y + lift * 0.4), (x, y + lift - 14), (x + 110, y + lift * 0.4), 12), (x, y), angle
                ),
                mix(tone, "#D98E4A", 0.45 if lift < 0 else 0.2),
                5,
            )


def floss(board: Canvas) -> None:
    """Abon: a soft heap of fibres in a bowl."""
    board.room()
    colour = board.rng.choice(CLAY)
    outline = bowl(board, 450, 570, 290, colour)
    board.poly([*curve((170, 575), (220, 300), (450, 290)), *curve((450, 290), (680, 300), (730, 575))], "#9A5E2C")
    for _fibre in range(520):
        a = board.rng.uniform(0, math.pi)
        reach = math.sqrt(board.rng.random())
        x, y = 450 + math.cos(a) * 275 * reach, 580 - math.sin(a) * 285 * reach
        tone = mix("#C98C4B", "#7A431B", board.rng.random())
        board.line(
            curve((x - 30, y), (x, y - board.rng.uniform(5, 40)), (x + 30, y + board.rng.uniform(-12, 12)), 5), tone, 5
        )
    bowl_front(board, outline, 450, 570, 290, colour)
    leaf(board, 690, 800, 110, -25)
    board.oval(250, 815, 40, 18, "#B01F24", -18)


def candied_fruit(board: Canvas) -> None:
    """Manisan pala: pale slices dusted with sugar, and a nutmeg in its red mace."""
    board.room()
    plate(board, 420, 650, 340)
    tone = board.rng.choice(("#F0CF6B", "#E7B45A", "#D9D08A", "#E58F5B"))
    for x, y, angle in heap(board, 420, 640, 230, 4):
        shade = mix(tone, "#C9803A", board.rng.uniform(0, 0.2))
        slice_ = turned([*oval_points(x, y, 78, 60)[:25]], (x, y), angle)
        board.poly([(px + 3, py + 9) for px, py in slice_], dark(shade, 0.4))
        board.poly(slice_, shade)
        board.line(slice_, light(shade, 0.55), 8)
        for _grain in range(9):
            board.oval(x + board.rng.uniform(-45, 45), y + board.rng.uniform(5, 40), 4, 4, "#FFFDF4")
    board.shadow(760, 770, 90, 30)
    board.oval(760, 715, 88, 74, "#6B3B1D")
    for at in range(-3, 4):
        board.line(curve((760 + at * 5, 640), (760 + at * 34, 715), (760 + at * 9, 788), 12), "#C3272B", 11)
    board.oval(735, 690, 12, 20, "#A8754C", 30)
