"""What spreadsheets make of a file, and what may stand in it: read, refused, corrected, brought in again."""

import csv
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from products.catalogue import found
from products.catalogue.models import Product, ProductPhoto, Variant
from products.intake.columns import BUSINESS, PRODUCT
from products.intake.run import import_catalogue
from products.stock.models import StockLevel
from rumah.businesses.models import Business, Permit

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs" / "import.md"
SHOPS = "kode_usaha;nama_usaha;bidang;kbli;versi_kbli;desa;kecamatan;whatsapp;nib\r\n"
SHOP = "U1;Keripik Bu Sri;makanan;1270;2020;Lateng;Banyuwangi;0812 3456 7890;1234567890123\r\n"
GOODS = "kode_usaha;kode_produk;nama_produk;kategori;uraian;tag;foto;harga;berat_g;stok\r\n"
GOOD = "U1;P1;Keripik Pisang;keripik-kerupuk;Renyah;pisang|renyah;;Rp 15.000;0,25 kg;25\r\n"


@pytest.fixture
def shops(tmp_path):
    found.found()
    return write(tmp_path / "usaha.csv", SHOPS + SHOP)


@pytest.fixture
def goods(tmp_path):
    return write(tmp_path / "produk.csv", GOODS + GOOD)


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def bring(shops, goods, **options):
    return import_catalogue(businesses=shops, products=goods, **options)


def flaws(result):
    return [(flaw.row, flaw.heading, flaw.message) for flaw in result.flaws]


def picture(path, colour):
    Image.new("RGB", (80, 60), colour).save(path, "JPEG")
    return path


@pytest.mark.parametrize(("title", "columns"), [("Berkas usaha", BUSINESS), ("Berkas produk", PRODUCT)])
def test_the_documented_columns_are_those_that_are_read(title, columns):
    part = DOCS.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    documented = [
        ((*re.findall(r"`(.+?)`", name), *re.findall(r"`(.+?)`", others)), required)
        for name, others, required in told[2:]
    ]
    assert documented == [(column.names, "ya" if column.required else "") for column in columns]


def comma(text):
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
def test_a_mark_at_the_start_and_commas(encoding, shops, goods):
    write(shops, comma(SHOPS + SHOP), encoding)
    write(goods, comma(GOODS + GOOD), encoding)
    result = bring(shops, goods)
    assert (result.flaws, result.notices) == ([], [])
    assert Product.objects.get().variants.get().weight == 250


def test_windows_1252_is_read_and_told(shops, goods):
    text = GOODS + GOOD.replace("Keripik Pisang", "Café “Sritanjung” – Pisang")
    result = bring(shops, write(goods, text, "cp1252"))
    assert Product.objects.get().name == "Café “Sritanjung” – Pisang"
    assert result.notices == ["produk.csv bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf khusus."]


@pytest.mark.parametrize("line", ["10794;2020", "1270;2025", "01270;2025"])
def test_a_kbli_is_kept_with_its_version(line, shops, goods):
    bring(write(shops, SHOPS + SHOP.replace("1270;2020", line)), goods)
    code, version = line.split(";")
    business = Business.objects.get()
    assert (business.kbli, business.kbli_version) == (code.zfill(5), int(version))


@pytest.mark.parametrize(
    ("line", "heading"), [("10794;", "versi_kbli"), (";2025", "kbli"), ("10794;2019", "versi_kbli"), ("1;2020", "kbli")]
)
def test_a_kbli_without_a_version_that_exists_is_refused(line, heading, shops, goods):
    result = bring(write(shops, SHOPS + SHOP.replace("1270;2020", line)), goods)
    assert [(flaw.row, flaw.heading) for flaw in result.flaws] == [(2, heading)]
    assert not Business.objects.exists()


FORMULAS = ['=HYPERLINK("http://x/";"klik")', "+62 gurih", "-renyah", "@bu_sri", "'=1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_text_in_the_error_file_and_comes_back_as_it_was(formula, shops, goods):
    quoted = '"' + formula.replace('"', '""') + '"'
    broken = GOOD.replace("Renyah", quoted).replace("Keripik Pisang", f'"{formula[0]}Keripik"')
    headings = GOODS.replace("\r\n", ";=1+1\r\n")
    result = bring(shops, write(goods, headings + broken.replace("Rp 15.000", "=1+1")))
    assert [(flaw.row, flaw.heading) for flaw in result.flaws] == [(2, "harga")]
    (path,) = result.error_files
    text = path.read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    path.write_text(text.replace(";'=1+1;250", ";15000;250").replace(";'=1+1;0,25", ";15000;0,25"), encoding="utf-8")
    assert bring(shops, goods, corrections=path).flaws == []
    product = Product.objects.get()
    assert (product.description, product.min_price) == (formula.removeprefix("'"), 15_000)


def test_rows_corrected_already_stay_corrected_while_others_are_still_wrong(shops, goods):
    write(
        goods,
        GOODS
        + GOOD
        + GOOD.replace("P1", "P2").replace("15.000", "x")
        + GOOD.replace("P1", "P3").replace("25\r", "y\r"),
    )
    (path,) = bring(shops, goods).error_files
    for wrong, right, left in (("Rp x", "Rp 12.000", [4]), (";y;", ";7;", [])):
        path.write_text(path.read_text(encoding="utf-8-sig").replace(wrong, right), encoding="utf-8")
        result = bring(shops, goods, corrections=path)
        assert [flaw.row for flaw in result.flaws] == left
    assert set(Variant.objects.values_list("sku", "price", "stock__on_hand")) == {
        ("P1", 15_000, 25), ("P2", 12_000, 25), ("P3", 15_000, 7),
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "foto"
    folder.mkdir()
    picture(folder / "a.jpg", "#a05020")
    (folder / "sama.jpg").write_bytes((folder / "a.jpg").read_bytes())
    picture(folder / "b.jpg", "#205080")
    (folder / "rusak.jpg").write_bytes((folder / "a.jpg").read_bytes()[:400])
    (folder / "teks.jpg").write_bytes(b"bukan foto")
    return folder


def with_photos(*names):
    return GOODS + "".join(GOOD.replace("P1", f"P{at}").replace(";;", f";{name};") for at, name in enumerate(names, 1))


def test_one_photo_named_twice_is_one_photo(shops, goods, folder):
    bring(shops, write(goods, with_photos("a.jpg|sama.jpg|a.jpg|b.jpg", "a.jpg")), photos=folder)
    found = ProductPhoto.objects.order_by("product__code", "position").values_list("product__code", flat=True)
    assert list(found) == ["P1", "P1", "P2"]
    result = bring(shops, goods, photos=folder)
    assert (result.counts.photos.new, result.counts.changed) == (0, 0)
    assert ProductPhoto.objects.count() == 3


def test_missing_and_broken_photos_are_told_by_row_and_name(shops, goods, folder):
    write(goods, with_photos("a.jpg", "hilang.jpg|b.jpg", "rusak.jpg", "teks.jpg|hilang.jpg", "../usaha.csv"))
    result = bring(shops, goods, photos=folder)
    told = sorted((row, message.split(":")[0]) for row, heading, message in flaws(result) if heading == "foto")
    missing = "Foto “hilang.jpg” tidak ditemukan di folder foto."
    assert told == [
        (3, missing), (4, "rusak.jpg"), (5, missing), (5, "teks.jpg"),
        (6, "Foto “../usaha.csv” berada di luar folder foto."),
    ]  # fmt: skip
    assert (Product.objects.count(), ProductPhoto.objects.count()) == (0, 0)


def everything():
    models = (Business, Permit, Product, Variant, StockLevel, ProductPhoto, Product.tags.through)
    return {model: list(model._default_manager.order_by("pk").values()) for model in models}


def test_a_second_run_leaves_every_row_as_it_was(shops, goods, folder):
    write(goods, with_photos("a.jpg", "b.jpg|a.jpg"))
    bring(shops, goods, photos=folder)
    before = everything()
    assert all(before.values())
    assert bring(shops, goods, photos=folder).counts.changed == 0
    assert everything() == before
