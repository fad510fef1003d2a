"""Things of cloth and of what is worn: batik, headcloths, purses, shirts, sandals."""

from rumah.demo.pictures.canvas import Canvas, curve, dark, light, mix, oval_points, turned
from rumah.demo.pictures.patterns import DYES, batik, kawung, weave


def _cloth(board: Canvas, dye: tuple[str, str, str], step: float) -> None:
    if board.rng.random() < 0.7:
        batik(board, dye, step=step, turn=board.rng.uniform(0, step))
    else:
        kawung(board, dye, step=step * 0.8)


def batik_cloth(board: Canvas) -> None:
    """Kain batik: hung over a bamboo pole, its fold falling in front."""
    board.room(700)
    dye = board.rng.choice(DYES)
    step = board.rng.choice((130.0, 150.0, 175.0))
    back = [
        (300, 150),
        (790, 150),
        *curve((790, 150), (805, 420), (780, 640)),
        *curve((780, 640), (540, 668), (300, 640)),
    ]
    board.poly([(x + 12, y + 14) for x, y in back], dark(board.wall, 0.14))
    board.within(back, lambda b: _cloth(b, dye, step))
    front = [
        (130, 150),
        (610, 150),
        *curve((610, 150), (622, 500), (600, 800)),
        *curve((600, 800), (360, 830), (118, 800)),
    ]
    board.poly([(x + 14, y + 10) for x, y in front], dark(dye[0], 0.45))
    board.within(front, lambda b: _cloth(b, dye, step))
    for x in (215, 330, 455, 545):
        board.line(curve((x, 165), (x + 14, 480), (x - 8, 800), 12), mix(dye[0], "#000000", 0.28), 5)
    board.line([(600, 775), (360, 803), (119, 775)], dye[2], 12)
    board.line([(40, 148), (860, 148)], "#8A6A38", 40)
    board.line([(40, 138), (860, 138)], "#C9A460", 16)
    for x in (190, 420, 700):
        board.line([(x, 130), (x, 167)], "#6E5228", 5)


def headcloth(board: Canvas) -> None:
    """Udeng: folded batik with its knot and peak, on a wooden head."""
    board.room(640)
    dye = board.rng.choice(DYES)
    board.shadow(450, 800, 210, 50)
    board.box(400, 640, 500, 800, "#A9713B", 18)
    board.oval(450, 560, 200, 190, "#C58B4C")
    board.oval(400, 520, 90, 120, "#D9A566", 12)
    band = [(232, 470), *curve((232, 470), (450, 380), (668, 470)), *curve((690, 580), (450, 500), (210, 580))]
    crown = [
        (236, 480),
        *curve((250, 480), (240, 210), (390, 250)),
        (440, 130),
        *curve((440, 130), (520, 240), (600, 270)),
        *curve((600, 270), (670, 350), (664, 480)),
    ]
    board.within(crown, lambda b: batik(b, dye, step=105, turn=b.rng.uniform(0, 90)))
    board.line(curve((300, 440), (380, 280), (440, 150), 14), dark(dye[0], 0.4), 7)
    board.line(curve((600, 440), (560, 320), (450, 170), 14), dark(dye[0], 0.4), 7)
    board.within(band, lambda b: batik(b, (dark(dye[0], 0.1), dye[2], dye[1]), step=84))
    board.line(curve((232, 472), (450, 384), (668, 472), 18), dye[2], 9)
    board.oval(664, 510, 42, 34, dye[0], 20)
    for angle in (-30, 25):
        tip = turned([(680, 500), (800, 470), (790, 540)], (680, 510), angle)
        board.poly(tip, mix(dye[0], dye[2], 0.25))


def purse(board: Canvas) -> None:
    """Dompet: a small batik purse with a zip."""
    board.room()
    dye = board.rng.choice(DYES)
    board.shadow(450, 770, 330, 60)
    body = [
        (150, 430),
        (750, 430),
        *curve((770, 600), (760, 760), (660, 770)),
        *curve((240, 770), (140, 760), (130, 600)),
    ]
    board.within(body, lambda b: _cloth(b, dye, 130))
    board.box(140, 405, 760, 452, dark(dye[0], 0.3), 20)
    for x in range(165, 740, 22):
        board.box(x, 418, x + 11, 440, "#E3B95B", 3)
    board.box(700, 430, 734, 520, "#E3B95B", 10)
    board.oval(717, 500, 8, 8, dark("#E3B95B", 0.4))


def shirt(board: Canvas) -> None:
    """Pakaian: a batik shirt on a hanger."""
    board.room(760)
    dye = board.rng.choice(DYES)
    board.line([(450, 60), (450, 140)], "#6E4A22", 10)
    board.line([(190, 250), (450, 140), (710, 250)], "#A9713B", 20)
    sleeves = ([(200, 240), (60, 470), (170, 540), (270, 400)], [(700, 240), (840, 470), (730, 540), (630, 400)])
    for sleeve in sleeves:
        board.poly([(x + 9, y + 11) for x, y in sleeve], dark(board.wall, 0.18))
        board.within(sleeve, lambda b: batik(b, dye, step=130, turn=30))
        board.line([sleeve[1], sleeve[2]], dye[2], 12)
    body = [(200, 240), (380, 180), *curve((380, 180), (450, 250), (520, 180)), (700, 240), (680, 800), (220, 800)]
    board.poly([(x + 12, y + 10) for x, y in body], dark(board.wall, 0.18))
    board.within(body, lambda b: batik(b, dye, step=130))
    board.line([(450, 225), (450, 800)], dark(dye[0], 0.45), 7)
    for y in range(290, 800, 100):
        board.oval(464, y, 10, 10, dye[1])
    board.line([(380, 180), (430, 290), (450, 228)], dye[2], 12)
    board.line([(520, 180), (470, 290), (450, 228)], dye[2], 12)


def sandals(board: Canvas) -> None:
    """Alas kaki: a pair of woven sandals."""
    board.room(420)
    sole = board.rng.choice(("#A9713B", "#6E4A22", "#C9A15A"))
    dye = board.rng.choice(DYES)
    for cx, angle in ((310, -10), (590, 10)):
        outline = turned(
            [
                *oval_points(cx, 500, 120, 150)[24:],
                *curve((cx + 120, 500), (cx + 84, 680), (cx + 104, 800)),
                *curve((cx + 104, 800), (cx, 860), (cx - 104, 800)),
                *curve((cx - 104, 800), (cx - 84, 680), (cx - 120, 500)),
            ],
            (cx, 620),
            angle,
        )
        board.poly([(x + 8, y + 18) for x, y in outline], dark(sole, 0.45))
        board.within(outline, lambda b: weave(b, (100, 330, 800, 880), (sole, light(sole, 0.25)), step=30))
        strap = turned(
            [*curve((cx - 132, 600), (cx, 470), (cx + 132, 600)), *curve((cx + 128, 680), (cx, 560), (cx - 128, 680))],
            (cx, 620),
            angle,
        )
        board.within(strap, lambda b: kawung(b, dye, step=64))
