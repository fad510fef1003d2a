"""The labels themselves: true sizes, type that is large enough and stays inside, and nothing harmful in the files."""

import math
import re
import zlib
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest

from mentoring.results.svg import clean
from products.labels.checklist import Finding, Subject
from products.labels.compose import Composed, compose
from products.labels.designs import DESIGNS, FACES
from products.labels.drawing import lettering, pdf, sheets, svg
from products.labels.drawing.lettering import Hand, hand_for, measures, width_of
from products.labels.drawing.marks import Box, Face, Words
from products.labels.drawing.palette import INK, PAPER, THEMES, contrast
from products.labels.drawing.setting import Area, Paragraph, flow, line
from products.labels.queries import label_view
from tests.factories.labels import food, labelled

MADE = date(2026, 11, 24)
SIZES = {"kantong": [(100, 150), (100, 150)], "toples": [(180, 60)], "stiker": [(60, 60), (60, 60)], "pita": [(70, 35)]}
LONG = {
    "trade_name": "Pawon Mbah Ngatiyem Sumberrejo Wongsorejo — Oleh-oleh Asli",
    "type_name": "Keripik pisang agung semeru rasa gula aren dengan wijen hitam & kayu manis çéñ",
    "composition": "\n".join(f"bahan nomor {at} yang namanya panjang" for at in range(50)),
    "producer_address": "Jalan Kolonel Sugiyono 12 RT 02 RW 05, Dusun Krajan Utara, Desa Wongsorejo " * 2,
}


def composed(view: tuple[Subject, list[Finding]], design: str, *, theme: str = "nila", small: float = 1.0) -> Composed:
    subject, findings = view
    return compose(subject, findings, design=design, theme=theme, small=small, bleed=True, made_on=MADE)


@pytest.fixture
def short(db: None) -> tuple[Subject, list[Finding]]:
    product = food()
    labelled(product)
    view = label_view(product)
    return view.subject, view.findings


@pytest.fixture
def long(db: None) -> tuple[Subject, list[Finding]]:
    product = food()
    labelled(product, **LONG)
    view = label_view(product)
    return view.subject, view.findings


def words(face: Face) -> list[Words]:
    return [mark for mark in face.marks if isinstance(mark, Words)]


def text(made: Composed) -> str:
    return " ".join(mark.text for face in made.faces for mark in words(face))


def outside(face: Face) -> list[str]:
    """Lines that leave the face where it is cut."""
    found = []
    for mark in words(face):
        right, top, bottom = mark.x + width_of(mark.text, mark.hand, mark.size), mark.y - mark.size * 0.76, mark.y
        inside = mark.x >= 0 and right <= face.width and top >= 0 and bottom <= face.height
        if face.round:
            middle = face.width / 2
            corners = [(x - middle, y - middle) for x in (mark.x, right) for y in (top, bottom)]
            inside = inside and all(math.hypot(x, y) <= middle for x, y in corners)
        if not inside:
            found.append(mark.text)
    return found


@pytest.mark.parametrize("design", list(DESIGNS))
def test_faces_have_their_true_size_and_a_short_label_fits(short: tuple[Subject, list[Finding]], design: str) -> None:
    made = composed(short, design)
    assert [(face.width, face.height) for face in made.faces] == SIZES[design]
    assert (made.too_long, made.is_draft) == ([], False)
    assert [outside(face) for face in made.faces] == [[] for _face in made.faces]
    assert all(face.name in FACES for face in made.faces)
    for part in (
        "Komposisi:",
        "P-IRT No.",
        "206351001234530",
        "Halal · ID35110001234567890",
        "250 g",
        "Baik",
        "68413, Indonesia",
    ):
        assert part in text(made)
    assert "BELUM LENGKAP" not in text(made)


@pytest.mark.parametrize("design", list(DESIGNS))
def test_long_text_is_named_cut_and_never_overflows(long: tuple[Subject, list[Finding]], design: str) -> None:
    made = composed(long, design)
    assert [outside(face) for face in made.faces] == [[] for _face in made.faces]
    smallest = min(mark.size * measures(mark.hand).small for face in made.faces for mark in words(face))
    assert smallest == pytest.approx(1.0) or (design == "kantong" and smallest > 1.0)
    assert made.is_draft == bool(made.too_long)
    assert ("composition" in made.too_long) == (design != "kantong")
    assert ("BELUM LENGKAP" in text(made)) == made.is_draft


def test_the_least_height_of_letters_is_the_rules(short: tuple[Subject, list[Finding]]) -> None:
    made = composed(short, "pita", small=1.6)
    heights = [mark.size * measures(mark.hand).small for mark in words(made.faces[0]) if mark.text != "BELUM LENGKAP"]
    assert min(heights) == pytest.approx(1.6)
    assert made.is_draft


def test_a_missing_item_marks_every_face_as_a_draft(db: None) -> None:
    product = food()
    labelled(product, net="")
    view = label_view(product)
    made = composed((view.subject, view.findings), "kantong")
    assert made.too_long == []
    assert [sum(mark.text == "BELUM LENGKAP" for mark in words(face)) for face in made.faces] == [1, 1]


def test_dates_are_printed_or_left_to_the_stamp(db: None) -> None:
    product = food()
    labelled(product, dating="print")
    view = label_view(product)
    printed = text(composed((view.subject, view.findings), "kantong"))
    assert "22-02-2027" in printed
    assert "KP261124" in printed
    labelled(product)
    view = label_view(product)
    stamped = text(composed((view.subject, view.findings), "kantong"))
    assert "lihat kotak tanggal" in stamped
    assert "2027" not in stamped


def test_allergens_stand_out_in_the_composition(short: tuple[Subject, list[Finding]]) -> None:
    made = composed(short, "kantong")
    bold = " ".join(mark.text for face in made.faces for mark in words(face) if mark.hand is Hand.BOLD)
    assert "terigu," in bold
    assert "goreng" not in bold


def test_every_colour_can_be_read_on_its_ground() -> None:
    pairs = [(one.ink, one.ground) for one in THEMES.values()] + [(one.accent, one.ground) for one in THEMES.values()]
    pairs += [(one.ink, one.quiet) for one in THEMES.values()] + [(INK, PAPER)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def boxes(content: bytes, name: str) -> list[list[float]]:
    found = re.findall(rf"/{name} \[([\d. ]+)\]".encode(), content)
    return [[round(float(edge) * 25.4 / 72, 1) for edge in box.split()] for box in found]


def streams(content: bytes) -> list[bytes]:
    """What the file's compressed streams say."""
    found = re.findall(rb"/FlateDecode\n.{0,40}?>>\nstream\n(.*?)\nendstream", content, re.DOTALL)
    return [zlib.decompress(stream) for stream in found]


def test_a_pdf_has_the_boxes_printers_cut_by(short: tuple[Subject, list[Finding]]) -> None:
    content = pdf.single(composed(short, "kantong").faces, title="Label", bleed=3, marks=True)
    assert boxes(content, "MediaBox")[-2:] == [[0, 0, 118, 168]] * 2
    assert boxes(content, "TrimBox") == [[9, 9, 109, 159]] * 2
    assert boxes(content, "BleedBox") == [[6, 6, 112, 162]] * 2
    assert {b"PlusJakartaSans", b"DejaVuSansBook", b"DejaVuSansBold"} == set(
        re.findall(rb"/BaseFont /MPDFAA\+(\w+)\n/DescendantFonts", content)
    )
    bare = pdf.single(composed(short, "pita").faces, title="Label", bleed=0, marks=False)
    assert boxes(bare, "TrimBox") == boxes(bare, "BleedBox") == [[0, 0, 70, 35]]


def test_sheets_take_as_many_as_fit_and_pieces_never_touch(short: tuple[Subject, list[Finding]]) -> None:
    face = composed(short, "pita").faces[0]
    grid = sheets.grid_for(face, bleed=3, marks=True)
    assert (grid.columns, grid.rows, grid.width) == (2, 6, 210)
    places = [grid.place(face, at) for at in range(grid.a_sheet)]
    for (x, y), (u, v) in pairwise(places):
        assert abs(u - x) >= face.width + 6 or abs(v - y) >= face.height + 6
    assert min(x for x, _y in places) >= 16
    assert max(y for _x, y in places) + face.height <= 297 - 16
    content = sheets.sheets([face], title="Label", pieces=13, bleed=3, marks=True)
    assert content.count(b"/Type /Page\n") == 2
    moved = [re.findall(rb"q 1 0 0 1 ([-\d.]+) ([-\d.]+) cm", page) for page in streams(content)]
    (first,) = (page for page in moved if page)
    expected = [((x - places[0][0]) * 72 / 25.4, (places[0][1] - y) * 72 / 25.4) for x, y in places[1:]]
    assert [(float(x), float(y)) for x, y in first] == [pytest.approx(pair, abs=0.001) for pair in expected]


@pytest.mark.parametrize("design", ["toples", "stiker"])
def test_an_svg_is_true_to_size_and_holds_nothing_harmful(short: tuple[Subject, list[Finding]], design: str) -> None:
    face = composed(short, design).faces[-1]
    content = svg.write(face, bleed=3, title='Label "A" & <B>', about="isi")
    root = fromstring(content)  # noqa: S314  # our own file
    assert root.get("width") == f"{face.width + 6:.0f}mm"
    assert root.get("viewBox") == f"-3 -3 {face.width + 6:.0f} {face.height + 6:.0f}"
    kinds = {child.tag.rpartition("}")[2] for child in root}
    assert kinds <= {"title", "desc", "rect", "circle", "polygon", "path", "line"}
    assert root[0].text == 'Label "A" & <B>'
    kept = clean(content)
    assert (kept.dropped, kept.width, kept.height) == (0, face.width + 6, face.height + 6)
    assert len(content) < 200_000


def test_letters_of_an_svg_lie_where_the_pdf_has_them() -> None:
    """An l of the plain hand is one stroke as high as its ascender, its foot on the baseline."""
    (x, y), data = lettering.outline(Hand.PLAIN, "l")
    numbers = [int(number) for number in re.findall(r"-?\d+", data)]
    glyph = measures(Hand.PLAIN).font["glyf"]["l"]
    tall = round(glyph.yMax * lettering.GRID / measures(Hand.PLAIN).em)
    assert (x, y) == (round(glyph.xMin * lettering.GRID / 2048), -tall) or y == 0
    assert tall in {abs(number) for number in numbers}


def test_a_name_with_letters_the_houses_hand_lacks_is_written_plainly() -> None:
    assert hand_for("Dapur Mbok Sri") is Hand.HOUSE
    assert hand_for("Dapur Ñañi") is Hand.BOLD
    marks, whole = line(
        "ꦲ tidak ada", Area(0, 0, 60, 10), hand=Hand.BOLD, largest=5, smallest=2, colour=INK
    )  # fmt: skip
    assert whole
    assert [mark.text for mark in marks if isinstance(mark, Words)] == ["□ tidak ada"]


def test_a_word_longer_than_its_line_is_cut_between_letters() -> None:
    marks, cut = flow([Paragraph("size", "", "x" * 100)], Area(0, 0, 30, 20), largest=3, smallest=2, colour=INK)
    lines = [mark for mark in marks if isinstance(mark, Words)]
    assert cut == []
    assert "".join(mark.text for mark in lines) == "x" * 100
    assert max(width_of(mark.text, mark.hand, mark.size) for mark in lines) <= 30


def test_without_bleed_nothing_is_drawn_beyond_the_cut(short: tuple[Subject, list[Finding]]) -> None:
    subject, findings = short
    for design in DESIGNS:
        made = compose(subject, findings, design=design, theme="soga", small=1, bleed=False, made_on=MADE)
        for face in made.faces:
            grounds = [mark for mark in face.marks if isinstance(mark, Box)]
            assert all(mark.x >= 0 and mark.x + mark.width <= face.width + 1e-9 for mark in grounds)
            assert all(mark.y >= 0 and mark.y + mark.height <= face.height + 1e-9 for mark in grounds)
