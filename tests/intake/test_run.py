import csv

import pytest
from PIL import Image

from products.catalogue import found, holding
from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.states import Status
from products.intake.models import ImportRun
from products.intake.photos import locate
from products.intake.run import import_catalogue
from products.stock.models import StockLevel
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry

pytestmark = pytest.mark.django_db
SHOPS = "kode_usaha;nama_usaha;bidang;kbli;versi_kbli;desa;kecamatan;whatsapp;status\r\n"
SHOP = "U1;Keripik Bu Sri;makanan;10794;2020;Lateng;Banyuwangi;0812 3456 7890;terverifikasi\r\n"
GOODS = "kode_usaha;kode_produk;nama_produk;kategori;halal;tag;status;varian;harga;berat_g;stok\r\n"
GOOD = (
    "U1;P1;Keripik Pisang;keripik-kerupuk;ya;pisang|renyah;tampil;250 g;Rp 15.000;0,25 kg;25\r\n"
    "U1;P1;;;;;;500 g;28000;500;5\r\n"
)


@pytest.fixture
def files(tmp_path):
    found.found()
    shops, goods = tmp_path / "usaha.csv", tmp_path / "produk.csv"
    shops.write_bytes(b"\xef\xbb\xbf" + (SHOPS + SHOP).encode())
    goods.write_bytes((GOODS + GOOD).encode())
    return shops, goods


def bring(files, **options):
    return import_catalogue(businesses=files[0], products=files[1], **options)


def test_brings_both_files_in(files):
    result = bring(files)
    assert (result.counts.businesses.new, result.counts.products.new) == (1, 1)
    business, product = Business.objects.get(), Product.objects.get()
    assert (business.region_code, business.phone, business.standing) == ("35.10.16.1014", "+6281234567890", "verified")
    assert (product.is_listed, product.in_stock, product.min_price, product.max_price) == (True, True, 15_000, 28_000)
    assert list(Variant.objects.values_list("name", "weight", "stock__on_hand")) == [
        ("250 g", 250, 25),
        ("500 g", 500, 5),
    ]
    assert sorted(product.tags.names()) == ["pisang", "renyah"]
    assert AuditEntry.objects.filter(verb="intake.import").count() == 1


def test_twice_changes_nothing(files):
    bring(files)
    before = Product.objects.get().updated_at
    result = bring(files)
    assert (result.counts.changed, result.counts.products.same) == (0, 1)
    assert Product.objects.get().updated_at == before
    assert ImportRun.objects.count() == 1


def test_a_dry_run_changes_nothing(files):
    result = bring(files, dry_run=True)
    assert result.counts.products.new == 1
    assert not Business.objects.exists()
    assert not Product.objects.exists()


def test_three_bad_rows_refuse_all_and_the_corrected_error_file_is_accepted(files):
    goods = files[1]
    bad = "U1;P2;Bagiak;tidak-ada;ya;;tampil;;12000;200;1\r\nU9;P3;Kopi;kopi;ya;;tampil;;abc;200;1\r\nU1;P4;Teh;teh;ya;;tampil;;9000;100;-1\r\n"
    goods.write_bytes((GOODS + GOOD + bad).encode())
    result = bring(files)
    assert {(flaw.file, flaw.row, flaw.heading) for flaw in result.flaws} == {
        ("product", 4, "kategori"), ("product", 5, "harga"), ("product", 5, "kode_usaha"), ("product", 6, "stok"),
    }  # fmt: skip
    assert not Product.objects.exists()
    (path,) = result.error_files
    assert path.name == "produk-galat.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert [row["baris"] for row in csv.DictReader(text.splitlines(), delimiter=";")] == ["4", "5", "6"]
    for wrong, right in (("tidak-ada", "kue-kering"), ("U9;", "U1;"), (";abc;", ";20000;"), ("'-1", "1")):
        text = text.replace(wrong, right)
    path.write_text(text, encoding="utf-8")
    assert bring(files, corrections=path).counts.products.new == 4
    assert import_catalogue(businesses=files[0], products=path).counts.changed == 0


def test_stock_never_goes_below_what_is_promised(files):
    bring(files)
    StockLevel.objects.filter(variant__name="250 g").update(reserved=10)
    files[1].write_bytes((GOODS + GOOD.replace(";25\r", ";9\r")).encode())
    result = bring(files)
    assert [(flaw.row, flaw.heading) for flaw in result.flaws] == [(2, "stok")]
    assert StockLevel.objects.get(variant__name="250 g").on_hand == 25


def test_photos_come_from_their_folder_only(tmp_path):
    (tmp_path / "foto").mkdir()
    (tmp_path / "rahasia.jpg").write_bytes(b"x")
    for name in ("../rahasia.jpg", "/etc/passwd", "..\\rahasia.jpg"):
        with pytest.raises(DomainError):
            locate(tmp_path / "foto", name)


def test_a_variant_is_shown_by_the_photo_its_row_names(files, tmp_path):
    folder = tmp_path / "foto"
    folder.mkdir()
    for colour in ("red", "blue"):
        Image.new("RGB", (400, 400), colour).save(folder / f"{colour}.jpg")
    heading = GOODS.replace("varian;", "foto;varian;foto_varian;")
    rows = (
        "U1;P1;Keripik Pisang;keripik-kerupuk;ya;;tampil;red.jpg|blue.jpg;250 g;;15000;250;25\r\n"
        "U1;P1;;;;;;;500 g;{};28000;500;5\r\n"
    )
    files[1].write_bytes((heading + rows.format("hijau.jpg")).encode())
    result = bring(files, photos=folder)
    assert [(flaw.row, flaw.heading, flaw.message) for flaw in result.flaws] == [
        (3, "foto_varian", "Foto “hijau.jpg” tidak ada di kolom foto produk ini.")
    ]
    assert not Product.objects.exists()
    files[1].write_bytes((heading + rows.format("blue.jpg")).encode())
    assert not bring(files, photos=folder).flaws
    blue = ProductPhoto.objects.order_by("position")[1]
    assert list(Variant.objects.order_by("position").values_list("photo", flat=True)) == [None, blue.pk]
    before = Product.objects.get().updated_at
    # An empty cell takes nothing away, and the same file again changes nothing.
    files[1].write_bytes((heading + rows.format("")).encode())
    assert bring(files, photos=folder).counts.changed == 0
    assert (Variant.objects.order_by("position")[1].photo, Product.objects.get().updated_at) == (blue, before)


def test_a_product_held_by_staff_is_not_published_by_an_import(files):
    bring(files)
    holding.suspend(product=Product.objects.get(), actor=None, reason="Foto milik orang lain.")
    files[1].write_bytes((GOODS + GOOD).replace("Rp 15.000", "Rp 16.000").encode())
    result = bring(files)
    assert [(flaw.file, flaw.heading, flaw.message) for flaw in result.flaws] == [
        ("product", "status", "Produk ini ditahan petugas. Kosongkan kolom status.")
    ]
    product = Product.objects.get()
    assert (product.status, product.is_listed, product.min_price) == (Status.SUSPENDED, False, 15_000)
    files[1].write_bytes((GOODS + GOOD).replace("Rp 15.000", "Rp 16.000").replace(";tampil;", ";;").encode())
    assert not bring(files).flaws
    product.refresh_from_db()
    assert (product.status, product.is_listed, product.min_price) == (Status.SUSPENDED, False, 16_000)
