"""The corpus: what is refused, and that what is kept holds nothing of what it came with."""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mentoring.results import pdf as pdfs
from mentoring.results import svg as svgs
from mentoring.results.files import taken_in
from mentoring.results.states import Format, Kind
from rumah.core.errors import DomainError
from tests.factories.results import pdf, picture, svg

PNG = b"\x89PNG\r\n\x1a\n"


def refusal(kind: Kind, raw: bytes) -> str:
    problems: list = []
    assert taken_in(kind, [raw], problems) == []
    assert [problem.field for problem in problems] == ["files"]
    return str(problems[0].message)


def kept(kind: Kind, raw: bytes):
    problems: list = []
    (one,) = taken_in(kind, [raw], problems)
    assert problems == []
    return one


def located(picture_: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "KAMERA-RAHASIA"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "S", (8.0, 13.0, 9.0)
    out = io.BytesIO()
    picture_.save(out, "JPEG", exif=exif)
    return out.getvalue()


def huge_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 10_000, 9_000, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9_000_000)) + chunk(b"IEND", b"")


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("muatan.js", "alert(1)")
    return out.getvalue()


def test_a_photo_loses_place_and_camera():
    raw = located(Image.new("RGB", (300, 200), "olive"))
    assert b"KAMERA-RAHASIA" in raw
    one = kept(Kind.PHOTO, raw)
    assert (one.format, one.width, one.height) == (Format.JPG, 300, 200)
    for content in (one.content, one.preview):
        assert b"KAMERA-RAHASIA" not in content
        with Image.open(io.BytesIO(content)) as opened:
            assert dict(opened.getexif()) == {}


def test_nothing_behind_a_picture_comes_along():
    one = kept(Kind.PACKAGING, picture() + archive() + b"<script>alert(1)</script>")
    assert one.format == Format.JPG
    assert b"PK\x03\x04" not in one.content
    assert b"<script" not in one.content


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (Kind.PACKAGING, huge_png(), "25 megapiksel"),
        (Kind.PHOTO, picture()[:-40], "rusak"),
        (Kind.PHOTO, b"GIF89a" + b"\0" * 40, "tidak diterima"),
        (Kind.PHOTO, pdf(), "tidak diterima"),
        (Kind.PHOTO, svg(), "tidak diterima"),
        (Kind.LABEL, archive(), "tidak diterima"),
        (Kind.LABEL, b"<html><script>alert(1)</script></html>", "tidak diterima"),
        (Kind.LABEL, b"", "kosong"),
        (Kind.LABEL, b"MZ\x90\0", "tidak diterima"),
        (Kind.PROMO, pdf() + archive(), "isi lain"),
        (Kind.PROMO, pdf()[:-6], "rusak"),
        (Kind.PROMO, b"%PDF-9.9\n%%EOF", "rusak"),
        (Kind.PROMO, pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "skrip"),
        (Kind.PROMO, pdf(b"/OpenAction<</S/J#61vaScript/JS(app.alert(1))>>"), "skrip"),
        (Kind.PROMO, pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "skrip"),
        (Kind.PROMO, pdf(b"/Names<</EmbeddedFiles 9 0 R>>"), "lampiran"),
        (Kind.PROMO, pdf(packed=b"4 0 <</S/JavaScript/JS(app.alert(1))>>"), "skrip"),
        (Kind.PROMO, pdf().replace(b"trailer<<", b"trailer<</Encrypt 9 0 R"), "terkunci"),
    ],
)
def test_what_is_broken_or_acts_is_refused(kind, raw, said):
    assert said in refusal(kind, raw)


def test_a_pdf_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(DomainError, match="terlalu besar setelah dibuka"):
        pdfs.check(pdf(packed=b" " * 2_000_000))


def test_an_honest_print_file_is_kept_to_the_byte():
    raw = pdf(b"/OpenAction[3 0 R/Fit]", packed=b"4 0 <</Type/Font>>")
    problems: list = []
    taken = taken_in(Kind.LABEL, [raw, picture()], problems)
    assert problems == []
    assert [(one.format, one.content == raw) for one in taken] == [(Format.PDF, True), (Format.JPG, False)]


def test_a_label_needs_a_picture_to_compare_and_six_files_are_enough():
    problems: list = []
    taken_in(Kind.LABEL, [pdf()], problems)
    assert [problem.code for problem in problems] == ["required"]
    problems = []
    assert taken_in(Kind.PHOTO, [picture()] * 7, problems) == []
    assert "paling banyak 6" in str(problems[0].message)


def test_one_file_twice_is_kept_once_and_every_bad_one_is_named():
    problems: list = []
    assert len(taken_in(Kind.PHOTO, [picture(), picture()], problems)) == 1
    taken_in(Kind.PHOTO, [b"MZ", picture(), b"GIF8"], problems)
    assert [str(problem.message)[:8] for problem in problems] == ["Berkas 1", "Berkas 3"]


EVIL = [
    "<script>alert(1)</script>",
    "<script xlink:href='https://jahat.example/x.js'/>",
    "<rect width='1' height='1' onclick='alert(1)'/>",
    "<rect width='1' height='1' onload='alert(1)' style='fill:url(https://jahat.example/x)'/>",
    "<image href='https://jahat.example/x.png' width='1' height='1'/>",
    "<image href='data:image/svg+xml;base64,PHN2Zy8+' width='1' height='1'/>",
    "<a href='javascript:alert(1)'><rect width='1' height='1'/></a>",
    "<use href='https://jahat.example/x.svg#a'/>",
    "<use xlink:href='data:image/svg+xml,x#a'/>",
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='https://jahat.example'/></body></foreignObject>",
    "<style>@import url(https://jahat.example/x.css); rect{fill:url('//jahat.example')}</style>",
    "<rect width='1' height='1' style='background:url(//jahat.example)'/>",
    "<rect width='1' height='1' fill='url(&quot;https://jahat.example/#a&quot;)'/>",
    "<rect width='1' height='1' fill='u&#x72;l(https://jahat.example/#a)'/>",
    "<animate attributeName='href' values='javascript:alert(1)'/>",
    "<set attributeName='onclick' to='alert(1)'/>",
    "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
    "<filter id='a'><feImage href='https://jahat.example/x'/></filter>",
    "<?xml-stylesheet href='https://jahat.example/x.css'?>",
]


@pytest.mark.parametrize("inside", EVIL)
def test_an_svg_keeps_shapes_and_nothing_that_acts_or_calls(inside):
    text = svgs.clean(svg(inside)).content.decode()
    low = text.lower()
    for word in (
        "script",
        "onclick",
        "onload",
        "jahat",
        "http://www.w3.org/1999",
        "data:",
        "import",
        "iframe",
        'href="h',
    ):
        assert word not in low, word
    root = fromstring(text)
    assert [child.tag for child in root][:1] == ["{http://www.w3.org/2000/svg}rect"]


def test_an_svg_keeps_what_designers_draw():
    inside = (
        "<defs><linearGradient id='g'><stop offset='0' stop-color='#8f4413'/></linearGradient></defs>"
        "<g transform='translate(2, 3) rotate(-4.5)'><path d='M0 0 C 1 1, 2-2, 3.5e-1 0 Z' style='fill:url(#g);"
        "stroke:rgb(10, 20, 30); -inkscape-stroke:none'/></g><text x='1'>Kopi <tspan>Ijen</tspan> 200 g</text>"
        "<use href='#g'/>"
    )
    cleaned = svgs.clean(svg(inside))
    text = cleaned.content.decode()
    assert (cleaned.width, cleaned.height, cleaned.dropped) == (40, 30, 0)
    assert 'fill="url(#g)"' in text
    assert 'stroke="rgb(10, 20, 30)"' in text
    assert "Kopi <" in text
    assert "200 g" in text
    assert svgs.clean(cleaned.content).content == cleaned.content


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>",
        b"<!DOCTYPE svg [<!ENTITY a 'x'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>",
        (
            b"<!DOCTYPE svg SYSTEM 'file:///etc/passwd' [<!ENTITY % b SYSTEM 'file:///etc/passwd'>]>"
            b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"
        ),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        svg("<g>" * 60 + "</g>" * 60),
        svg("<use href='#a'/>" * 201),
        svg("<path d='M0 0'/>" * 20_001),
        svg("".join(f"<g id='a{n}'><use href='#a{n + 1}'/><use href='#a{n + 1}'/></g>" for n in range(30))),
        svg("<pattern id='p'><rect fill='url(#q)'/></pattern><pattern id='q'><rect fill='url(#p)'/></pattern>"),
        svg("<mask id='m'><g mask='url( \"#m\" )'><rect/></g></mask>"),
    ],
)
def test_an_svg_that_is_none_or_draws_without_end_is_refused(raw):
    with pytest.raises(DomainError):
        svgs.clean(raw)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["fill", "style", "href", "d", "onclick", "clip-path", "transform"]))
def test_no_value_of_an_attribute_leads_out_of_the_file(value, name):
    element = ElementTree.Element("{http://www.w3.org/2000/svg}rect", {"width": "1", "height": "1"})
    root = ElementTree.Element("{http://www.w3.org/2000/svg}svg")
    root.append(element)
    element.set(name, value)
    try:
        raw = ElementTree.tostring(root)
        cleaned = svgs.clean(raw)
    except DomainError:
        return
    (rect,) = fromstring(cleaned.content)
    assert not {key for key in rect.attrib if key.startswith("on")}
    for key, kept_ in rect.attrib.items():
        low = "".join(kept_.lower().split())
        assert "javascript:" not in low
        assert "//" not in low
        assert "url(" not in low or "url(#" in low.replace("'", "").replace('"', ""), key
