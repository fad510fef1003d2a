"""Things for the body and the garden: soap, oil, plants."""

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, turned
from rumah.demo.pictures.patterns import gajah_oling, leaf


def soap(board: Canvas) -> None:
    """Sabun: bars with swirls, leaves and foam."""
    board.room()
    board.shadow(450, 770, 330, 66)
    tones = board.rng.sample(("#A9C48E", "#F0C9A0", "#C9A7C9", "#E8B4A8", "#9FC3C9", "#F2DF9E", "#8E6B54"), 3)
    for tone, x, y, angle in zip(tones, (340, 590, 450), (680, 690, 520), (-8, 9, 3), strict=True):
        corners = [(x - 165, y - 95), (x + 165, y - 95), (x + 165, y + 75), (x - 165, y + 75)]
        board.poly(turned([(a, b + 34) for a, b in corners], (x, y), angle), dark(tone, 0.3))
        board.poly(turned(corners, (x, y), angle), tone)
        board.poly(
            turned([(x - 140, y - 76), (x + 140, y - 76), (x + 140, y + 54), (x - 140, y + 54)], (x, y), angle),
            light(tone, 0.25),
        )
        for lift in (-40, -5, 30):
            board.line(turned(gajah_oling(x, y + lift, 92), (x, y), angle), mix(tone, "#FFFFFF", 0.6), 12)
        for dot in range(8):
            spot = turned([(x - 110 + dot * 31, y - 60 + (dot * 37) % 100)], (x, y), angle)[0]
            board.oval(*spot, 5, 5, dark(tone, 0.35))
    leaf(board, 150, 800, 150, -40, "#5E9C54")
    leaf(board, 760, 810, 140, -130, "#3F7D4E")
    for x, y, r in ((200, 470, 30), (240, 420, 18), (700, 450, 26), (740, 500, 16), (660, 400, 12)):
        board.oval(x, y, r, r, light(board.wall, 0.75))
        board.oval(x - r * 0.3, y - r * 0.3, r * 0.3, r * 0.3, "#FFFFFF")


def oil(board: Canvas) -> None:
    """Minyak: an amber dropper bottle among leaves and a split coconut."""
    board.room()
    glass = board.rng.choice(("#A8621E", "#7D8F3A", "#5B7F6A"))
    board.shadow(400, 790, 150, 36)
    board.box(290, 400, 510, 790, glass, 36)
    board.box(306, 420, 350, 770, light(glass, 0.35), 20)
    board.box(350, 330, 450, 410, dark(glass, 0.15), 12)
    board.box(336, 250, 464, 350, "#231A14", 16)
    board.oval(400, 220, 46, 56, "#3A2E27")
    board.box(300, 520, 500, 690, "#FFFDF8", 8)
    board.line(gajah_oling(400, 600, 62), "#8F4413", 12)
    board.shadow(690, 800, 150, 40)
    board.oval(690, 720, 150, 116, "#6B4426")
    board.oval(690, 700, 138, 92, "#FFFDF8")
    board.oval(690, 706, 92, 56, "#EADFCB")
    leaf(board, 180, 800, 190, -70)
    leaf(board, 190, 800, 170, -20, "#5E9C54")


def plant(board: Canvas) -> None:
    """Tanaman dan buah: a seedling in a pot with fruit on it."""
    board.room()
    fruit = board.rng.choice(("#D9407A", "#F39A2B", "#B01F24", "#8E3B76", "#F0C33C"))
    board.shadow(450, 800, 190, 40)
    board.line(curve((450, 620), (430, 400), (460, 200), 16), "#6E5228", 20)
    for at in range(9):
        y = 580 - at * 44
        leaf(board, 448, y, 190 - at * 9, -160 + at * 4 if at % 2 else -20 - at * 4, "#3F7D4E" if at % 3 else "#5E9C54")
    for x, y in ((330, 470), (575, 430), (400, 300), (540, 270)):
        board.oval(x, y, 50, 54, fruit)
        board.oval(x - 14, y - 18, 16, 12, light(fruit, 0.5))
    board.poly([(300, 620), (600, 620), (560, 800), (340, 800)], "#A65A32")
    board.poly([(300, 620), (380, 620), (400, 800), (340, 800)], "#C0733F")
    board.box(280, 590, 620, 650, "#B5653A", 12)
