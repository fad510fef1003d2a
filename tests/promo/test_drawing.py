import io

import pytest
import segno
from PIL import Image

from products.promo.drawing import papers, pictures, shapes
from products.promo.drawing.board import Board, file_for, printable
from products.promo.drawing.facts import Facts
from products.promo.drawing.fit import fit
from products.promo.drawing.paper import Paper
from products.promo.drawing.picture import Picture
from products.promo.palettes import PALETTES

TEXTS = [
    "Kopi",
    "Keripik Pisang Agung Lumajang Asli Renyah Gurih Manis",
    "Superpanjangnyatanpaspasisamasekalidanmasihterussampaihabis",
    "Ωmega жук 🔥 Kopi",
    "a " * 120,
    "",
]


@pytest.mark.parametrize("board", [Picture(500, 500), Paper(100, 100, title="uji")], ids=["picture", "paper"])
@pytest.mark.parametrize("text", TEXTS)
def test_no_text_leaves_its_box(board: Board, text: str) -> None:
    for wide, lines in ((80.0, 1), (60.0, 2), (25.0, 3)):
        found = fit(board, text, wide=wide, size=20, least=4, lines=lines, high=lines * 4 * 1.2)
        assert len(found.lines) <= lines
        assert found.high <= lines * 4 * 1.2 + 0.01
        for line in found.lines:
            assert board.width_of(line, size=found.size, face=found.face) <= wide + 0.01


def test_letters_of_the_house_where_they_reach_and_none_that_nobody_can_draw() -> None:
    assert file_for("Kopi Rp15.000 · é", "heavy") == "PlusJakartaSans-ExtraBold.ttf"
    assert file_for("Жук", "heavy") == "DejaVuSans-Bold.ttf"
    assert printable("Kopi 🔥 panas") == "Kopi panas"
    assert printable("🔥") == "🔥"


def test_every_module_of_the_code_is_where_it_must_be() -> None:
    link = "https://rumahkreatif.banyuwangikab.go.id/s/abc234/"
    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    unit = 6
    side = (len(rows) + 2 * shapes.QUIET) * unit
    board = Picture(side, side)
    shapes.code(board, link, 0, 0, side)
    image = Image.open(io.BytesIO(board.bytes())).convert("L")
    seen = [
        [
            int(image.getpixel(((x + shapes.QUIET + 0.5) * unit, (y + shapes.QUIET + 0.5) * unit)) < 128)
            for x in range(len(rows))
        ]
        for y in range(len(rows))
    ]
    assert seen == [[int(bool(dark)) for dark in row] for row in rows]


@pytest.mark.parametrize("palette", list(PALETTES))
def test_white_is_readable_on_every_shops_colour(palette: str) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    colours = PALETTES[palette]
    assert 1.05 / (light(colours.ground) + 0.05) >= 4.5
    assert (light(colours.paper) + 0.05) / (light(colours.ground) + 0.05) >= 4.5


def test_papers_have_the_size_they_are_cut_to() -> None:
    facts = Facts("Kopi", "Rp5.000", "Toko", "Licin", "", "http://a/s/b/", "a/s/b", PALETTES["daun"], None)
    boxes = {}
    for name, content in (
        ("tag", papers.price_tag(facts)), ("card", papers.shelf_card(facts)), ("a4", papers.poster_a4(facts)),
        ("a6", papers.poster_a6(facts)), ("sheet", papers.code_sheet("Kopi", "http://a/s/b/", "a/s/b", seller="Toko")),
    ):  # fmt: skip
        start = content.index(b"/MediaBox [") + 11
        boxes[name] = [
            round(float(part) * 25.4 / 72) for part in content[start : content.index(b"]", start)].split()[2:]
        ]
        assert content.count(b"/Type /Page\n") == 1
    assert boxes == {"tag": [70, 42], "card": [148, 105], "a4": [210, 297], "a6": [105, 148], "sheet": [105, 148]}


def test_a_kit_without_a_photo_shows_the_pattern() -> None:
    facts = Facts("Kopi", "Rp5.000", "Toko", "Licin", "", "http://a/s/b/", "a/s/b", PALETTES["saga"], None)
    image = Image.open(io.BytesIO(pictures.square(facts))).convert("RGB")
    area = image.crop((60, 180, 1020, 660)).getcolors(1_000_000)
    assert area is not None
    assert len(area) > 50
