import io
import zipfile

import openpyxl
import pytest

from products.catalogue import found
from products.catalogue.models import Product
from products.intake import own, sheet
from products.intake.exporting import as_csv, as_xlsx, headings
from products.intake.models import OwnImport
from products.intake.run import import_own
from products.stock.models import StockLevel
from rumah.core.cells import as_typed, harmless
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db
HEAD = "kode_usaha;kode_produk;nama_produk;kategori;harga;berat_g;stok;hari_pembuatan\n"
GOOD = "X;;Keripik Pisang;keripik-kerupuk;15000;250;7;\nX;K2;Kue Tart;kue-kering;90.000;1 kg;;2\n"


@pytest.fixture
def shop():
    found.found()
    return BusinessFactory(code="U1")


def send(shop, text):
    row = own.upload(
        business=shop, name="produk.csv", content=text if isinstance(text, bytes) else text.encode(), actor=None
    )
    own.check_now(row.pk)
    row.refresh_from_db()
    return row


def workbook(rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_checked_looked_at_and_written_into_ones_own_business(shop):
    other = BusinessFactory(code="X")
    row = send(shop, HEAD + GOOD)
    assert (row.state, row.counts["products"]["new"], Product.objects.count()) == ("ready", 2, 0)
    own.confirm(row=row, actor=None)
    own.write_now(row.pk)
    own.write_now(row.pk)
    row.refresh_from_db()
    assert (row.state, other.products.count()) == ("done", 0)
    told = shop.products.order_by("code").values_list("code", "variants__price", "made_in_days", "in_stock")
    assert list(told) == [("K2", 90_000, 2, True), ("keripik-pisang", 15_000, None, True)]
    assert dict(StockLevel.objects.values_list("variant__sku", "to_order")) == {"K2": True, "keripik-pisang": False}
    again = send(shop, HEAD + GOOD)
    assert again.counts["products"] == {"new": 0, "changed": 0, "same": 2}


def test_every_flaw_has_its_place_and_the_corrected_rows_complete_the_first_file(shop):
    row = send(shop, HEAD + GOOD + "X;K3;Sabun;tidak ada;nol;250;1;\n")
    assert (row.state, row.flaw_count, Product.objects.count()) == ("refused", 2, 0)
    assert sorted((at, heading) for at, heading, _message in row.flaws) == [(4, "harga"), (4, "kategori")]
    with pytest.raises(Conflict):
        own.confirm(row=row, actor=None)
    text = row.errors.read().decode("utf-8-sig").replace("tidak ada", "sabun", 1).replace("nol", "5000", 1)
    assert text.count("K3") == 1
    assert "Keripik" not in text
    own.correct(row=row, content=text.encode(), actor=None)
    own.check_now(row.pk)
    row.refresh_from_db()
    assert (row.state, row.counts["products"]["new"]) == ("ready", 3)


def test_one_at_a_time_and_what_died_makes_room(shop):
    first = own.upload(business=shop, name="a.csv", content=b"x", actor=None)
    with pytest.raises(Conflict):
        own.upload(business=shop, name="b.csv", content=b"x", actor=None)
    OwnImport.objects.update(changed_at=first.changed_at - own.DEAD * 2)
    own.upload(business=shop, name="b.csv", content=b"x", actor=None)
    first.refresh_from_db()
    assert first.state == "refused"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_unchanged(shop, tmp_path, kind):
    product = ProductFactory(business=shop, name="=SUM(A1)", code="P1", description="-baris;\n'=dua", made_in_days=None)
    VariantFactory(product=product, name="+250 g", sku="@S", length=125, stock=4)
    VariantFactory(product=product, name="1.5", sku="007", position=1, stock=0)
    product.tags.set(["enak"])
    product.category.slug = "keripik-kerupuk-2"
    product.category.parent = type(product.category).objects.filter(parent=None).first()
    product.category.save()
    before = list(Product.objects.values("name", "description", "status", "made_in_days", "updated_at"))
    rows = list(product.variants.values())
    content = as_csv(shop) if kind == "csv" else as_xlsx(shop)
    file = tmp_path / "produk.csv"
    file.write_bytes(content)
    if kind == "xlsx":
        cells = list(openpyxl.load_workbook(file.rename(tmp_path / "produk.xlsx")).active.iter_rows())
        assert {cell.data_type for row in cells for cell in row} <= {"s", "inlineStr", "n"}
        assert all(cell.value is None for row in cells for cell in row if cell.data_type == "n")
        file = sheet.as_csv(tmp_path / "produk.xlsx", file)
    else:
        assert "'=SUM(A1)" in content.decode("utf-8-sig")
    result = import_own(business=shop, products=file)
    assert (result.flaws, result.counts.products.same, result.counts.changed) == ([], 1, 0)
    assert list(Product.objects.values("name", "description", "status", "made_in_days", "updated_at")) == before
    assert list(product.variants.values()) == rows


@pytest.mark.parametrize("cell", ["=x", "'=x", "''+1", "'biasa", "biasa", "", "-", "\tx"])
def test_a_cell_is_harmless_and_comes_back(cell):
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t"))
    assert as_typed(harmless(cell)) == cell


def test_a_workbook_is_read_as_it_would_have_been_typed(shop, tmp_path):
    rows = [headings(), [None], ["K9", "Keripik", "keripik-kerupuk"]]
    rows[2] += [None] * (len(headings()) - 3)
    for name, value in (("harga", 15000.0), ("berat_g", 250), ("panjang_cm", 12.5), ("stok", 3)):
        rows[2][headings().index(name)] = value
    row = send(shop, workbook(rows))
    assert (row.state, row.flaws) == ("ready", [])
    rows[2][headings().index("harga")] = "mahal"
    assert [flaw[:2] for flaw in send(shop, workbook(rows)).flaws] == [[3, "harga"]]


def repacked(part, text):
    source, out = zipfile.ZipFile(io.BytesIO(workbook([["a"]]))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, text if name == part else source.read(name))
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">]><worksheet><sheetData>&b;</sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (repacked("xl/worksheets/sheet1.xml", b"0" * (sheet.MAX_UNPACKED + 1)), "terlalu besar setelah dibuka"),
        (repacked("xl/worksheets/sheet1.xml", LAUGHS), "tidak aman"),
        (repacked("xl/workbook.xml", LAUGHS), "tidak aman"),
        (b"PK\x03\x04rusak", "bukan lembar kerja"),
        (workbook([["kode"], *[["x"]] * (sheet.MAX_ROWS + 1)]), "paling banyak 5.000 baris"),
        (workbook([["x"] * (sheet.MAX_COLUMNS + 1)]), "lebih dari 60 kolom"),
        (HEAD.encode() + b"a;b;c;d;1;1;1;\n" * (sheet.MAX_ROWS + 2), "paling banyak 5.000 baris"),
    ],
    ids=["bomb", "laughs", "laughs in the book", "broken", "rows", "columns", "csv rows"],
)
def test_what_could_do_harm_is_refused_with_a_sentence(shop, content, sentence):
    row = send(shop, content)
    assert (row.state, Product.objects.count()) == ("refused", 0)
    assert sentence in row.problem


def test_too_large_and_empty_are_refused_at_once(shop):
    for content in (b"", b"x" * (own.MAX_BYTES + 1)):
        with pytest.raises(DomainError):
            own.upload(business=shop, name="x", content=content, actor=None)


def test_what_is_old_is_forgotten_with_its_files(shop):
    row = send(shop, HEAD + "X;K3;Sabun;tidak ada;nol;250;1;\n")
    names = [row.file.name, row.errors.name]
    storage = row.file.storage
    assert [storage.exists(name) for name in names] == [True, True]
    OwnImport.objects.update(created_at=row.created_at - own.KEPT * 2)
    assert own.forget_old() == 1
    assert OwnImport.objects.count() == 0
