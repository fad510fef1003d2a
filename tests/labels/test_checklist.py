from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from products.catalogue.states import Halal
from products.labels.found import found
from products.labels.models import LabelFacts, LabelRule
from products.labels.queries import label_view
from products.labels.states import Need, Scope, Verdict
from rumah.core import clock
from tests.factories.businesses import PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory
from tests.factories.labels import food, labelled

pytestmark = pytest.mark.django_db
LIST = {
    "nama_produk", "daftar_bahan", "berat_isi_bersih", "nama_alamat_produsen", "halal", "tanggal_kode_produksi",
    "kedaluwarsa", "nomor_izin_edar", "asal_usul", "alergen", "informasi_nilai_gizi", "saran_penyimpanan", "bahasa",
}  # fmt: skip


def said(product: object, code: str) -> tuple[str, str, str]:
    (finding,) = (one for one in label_view(product).findings if one.rule.code == code)  # type: ignore[arg-type]
    return finding.said.verdict, finding.said.sentence, finding.said.field


def test_every_item_of_the_list_is_looked_at() -> None:
    view = label_view(food())
    assert LIST | {"hanya_md"} == {finding.rule.code for finding in view.findings}
    assert view.small == 1.0


def test_a_whole_label_lacks_nothing(django_assert_num_queries: object) -> None:
    product = food()
    labelled(product)
    product = type(product).objects.select_related("business", "category").get()
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert label_view(product).missing == []


def test_an_empty_label_names_what_is_missing_and_where_to_mend_it() -> None:
    missing = label_view(food()).missing
    assert [(one.rule.code, one.said.field) for one in missing] == [
        ("nama_produk", "trade_name"), ("daftar_bahan", "composition"), ("berat_isi_bersih", "net"),
        ("nama_alamat_produsen", "producer_name"), ("tanggal_kode_produksi", "batch"), ("kedaluwarsa", "shelf_life"),
        ("nomor_izin_edar", "permit"), ("halal", "halal_permit"), ("bahasa", "is_indonesian"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code", "expected"),
    [
        ({"type_name": ""}, "nama_produk", ("missing", "Tulis nama jenis produk.", "type_name")),
        ({"producer_postcode": ""}, "nama_alamat_produsen", ("missing", "Tulis kode pos.", "producer_postcode")),
        ({"producer_address": ""}, "nama_alamat_produsen", ("doubt", "Jalan belum ditulis.", "producer_address")),
        ({"storage": ""}, "saran_penyimpanan",
         ("doubt", "Isi bila produk perlu disimpan dengan cara tertentu.", "storage")),
        ({"special": "frozen"}, "hanya_md", ("missing", "Jenis pangan ini butuh izin BPOM MD, bukan P-IRT.", "permit")),
        ({"composition": "tepung terigu\ngelatin"}, "asal_usul",
         ("missing", "Komposisi menyebut gelatin. Tulis asal usulnya.", "origin")),
        ({"composition": "tepung terigu\ngelatin", "origin": "Gelatin sapi"}, "asal_usul", ("done", "", "")),
        ({"composition": "tepung terigu\nSusu bubuk"}, "alergen",
         ("missing", "Komposisi menyebut susu, tetapi susu belum dicentang.", "allergens")),
        ({"composition": "tepung terigu\nSusu kelapa", "allergens_checked": True}, "alergen",
         ("doubt", "Komposisi menyebut susu, tetapi susu belum dicentang.", "allergens")),
        ({"composition": "ikanan", "allergens": ()}, "alergen",
         ("doubt", "Pastikan produk tidak mengandung alergen.", "allergens")),
        ({"composition": "pisang", "allergens": (), "allergens_checked": True}, "alergen", ("done", "", "")),
    ],
)  # fmt: skip
def test_an_item_is_judged_by_what_was_typed(
    changed: dict[str, object], code: str, expected: tuple[str, str, str]
) -> None:
    product = food()
    labelled(product, **changed)
    assert said(product, code) == expected


def test_an_expired_permit_is_none() -> None:
    product = food()
    labelled(product)
    yesterday = clock.today() - timedelta(days=1)
    product.business.permits.update(expires_on=yesterday)
    assert said(product, "nomor_izin_edar") == ("missing", "Izin edar sudah lewat masa berlakunya.", "permits")
    assert said(product, "halal") == ("missing", "Sertifikat halal sudah lewat masa berlakunya.", "permits")
    product.business.permits.update(expires_on=clock.today())
    assert label_view(product).missing == []


def test_a_permit_without_a_day_is_doubted_by_its_number() -> None:
    product = food()
    old = PermitFactory(business=product.business, number="206351001234519")
    labelled(product, permit=str(old.pk))
    expected = ("doubt", "Menurut nomornya, P-IRT ini berlaku sampai 2019.", "permits")
    assert said(product, "nomor_izin_edar") == expected


def test_a_removed_permit_leaves_the_label_without_one() -> None:
    product = food()
    labelled(product)
    product.business.permits.get(kind="pirt").delete()
    assert said(product, "nomor_izin_edar")[0] == Verdict.MISSING


def test_what_is_not_halal_says_so_and_lacks_nothing() -> None:
    product = food(halal=Halal.NON_HALAL)
    labelled(product, halal_permit="")
    assert said(product, "halal") == ("done", "Label memuat tulisan Tidak halal.", "")


def test_the_halal_duty_holds_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    product = food()
    labelled(product, halal_permit="")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 16))
    assert said(product, "halal")[0] == Verdict.UNNEEDED
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 17))
    assert said(product, "halal")[0] == Verdict.MISSING


def test_staff_change_the_list_and_founding_again_leaves_it() -> None:
    product = food()
    labelled(product)
    LabelRule.objects.filter(code="bahasa").update(name="Bahasa", valid_until=date(2026, 1, 1))
    LabelRule.objects.create(
        code="tinggi_huruf", name="Huruf", name_en="Letters", need=Need.ALWAYS, scope=Scope.ALL, source="contoh",
        measure=1200, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    LabelRule.objects.create(
        code="daur-ulang", name="Tanda daur ulang", name_en="Recycling", need=Need.ADVISED, source="contoh",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    found()
    view = label_view(product)
    assert "bahasa" not in {finding.rule.code for finding in view.findings}
    assert view.small == 1.2
    assert said(product, "daur-ulang") == ("doubt", "Periksa sendiri pada label.", "")


def test_goods_are_asked_less() -> None:
    found()
    product = ProductFactory(category=CategoryFactory(is_food=False))
    codes = [finding.rule.code for finding in label_view(product).findings]
    assert codes == ["nama_produk", "nama_alamat_produsen", "bahan_barang", "ukuran_barang", "perawatan"]
    assert [one.rule.code for one in label_view(product).missing] == ["nama_produk", "nama_alamat_produsen"]


@pytest.mark.parametrize(
    "bad",
    [
        {"net": 5, "net_unit": ""}, {"net": None, "net_unit": "g"}, {"net": 5, "net_unit": "oz"},
        {"net": 5, "net_unit": "g", "drained": 6}, {"drained": 6}, {"shelf_life": 0}, {"shelf_life": 3651},
        {"producer_postcode": "684"}, {"barcode": "123"}, {"special": "raw"}, {"dating": "x"},
    ],
)  # fmt: skip
def test_the_database_refuses_nonsense(bad: dict[str, object]) -> None:
    product = food()
    with pytest.raises(IntegrityError), transaction.atomic():
        LabelFacts.objects.create(product=product, updated_at=clock.now(), **bad)
    assert not LabelFacts.objects.exists()
