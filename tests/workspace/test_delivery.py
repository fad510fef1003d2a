import pytest
from django.test import Client

from products.ledger.models import Posting
from products.orders.models import DeliverySettings, Order, Purchase, Voucher
from products.orders.place import Terms
from rumah.businesses.models import Business
from rumah.workspace.delivery_form import FeesField
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import SHIP, DeliverySettingsFactory, VoucherFactory, buy

pytestmark = pytest.mark.django_db
WAYS = {
    "courier": "on", "courier_fees": "Kabupaten Jember = 12.000 + 6.000\nGenteng, Banyuwangi: 5rb\n\n",
    "own": "on", "own_fees": "Giri = 5.000\nLicin = Rp7.000", "pickup": "on", "free_above": "1,5 jt", "cash": "on",
    "cash_max": "750.000", "holiday_from": "2026-12-24", "holiday_until": "2027-01-02", "holiday_note": "Mudik.",
}  # fmt: skip


@pytest.fixture
def shop() -> Business:
    return MembershipFactory().business


@pytest.fixture
def owner(shop: Business) -> Client:
    client = Client()
    client.force_login(shop.memberships.get().user)
    return client


def _page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_owner_says_how_goods_travel_and_reads_it_back(owner: Client, shop: Business) -> None:
    where = f"/toko-saya/{shop.slug}/pengiriman/"
    assert owner.post(where, WAYS)["Location"] == where
    row = DeliverySettings.objects.get()
    assert row.courier_fees == {"35.09": [12_000, 6_000], "35.10.09": [5_000, 0]}
    assert row.own_fees == {"35.10.17": 5_000, "35.10.24": 7_000}
    assert (row.free_above, row.cash_max, str(row.holiday_from), row.holiday_note) == (
        1_500_000, 750_000, "2026-12-24", "Mudik.",
    )  # fmt: skip
    page = _page(owner, where)
    for text in (
        "Kabupaten Jember, Jawa Timur = Rp12.000 + Rp6.000",
        "Licin, Kabupaten Banyuwangi, Jawa Timur = Rp7.000",
    ):
        assert text in page
    # What the page shows can be sent back as it is.
    shown = {**WAYS, "courier_fees": "Genteng, Kabupaten Banyuwangi, Jawa Timur = Rp5.000", "own": "", "own_fees": ""}
    del shown["own"]
    owner.post(where, shown)
    row.refresh_from_db()
    assert (row.courier_fees, row.own, row.own_fees) == ({"35.10.09": [5_000, 0]}, False, {})


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Giri", "35.10.17"), ("Jember", "35.09"), ("Kabupaten Banyuwangi", "35.10"), ("Kota Surabaya", "35.78"),
        ("Banyuwangi", "35.10.16"), ("Kabupaten Banyuwangi, Jawa Timur", "35.10"),
        ("Genteng, Kota Surabaya, Jawa Timur", "35.78.07"),
    ],
)  # fmt: skip
def test_a_place_is_a_kecamatan_unless_it_says_regency_or_is_none(typed: str, code: str) -> None:
    field = FeesField(levels=(3, 2), per_kilogram=True)
    fees = field.clean(f"{typed} = 5.000 + 1.000")
    assert fees == {code: (5_000, 1_000)}
    assert field.clean(field.written(fees)) == fees


def test_every_line_that_cannot_be_read_is_named_and_kept(owner: Client, shop: Business) -> None:
    wrong = {
        **WAYS, "courier_fees": "Xyzzy = 5\nGenteng = 5.000\nLicin 7000\nGiri = lima", "cash_max": "banyak",
        "holiday_until": "",
    }  # fmt: skip
    page = owner.post(f"/toko-saya/{shop.slug}/pengiriman/", wrong).content.decode()
    for text in (
        "Galat: Pengiriman", "Baris 1: daerah “Xyzzy” tidak ditemukan.", "Baris 2: nama ini ada di beberapa tempat",
        "Baris 3: tulis nama daerah, tanda =, lalu ongkosnya.", "Baris 4: “lima” bukan jumlah rupiah.",
        "“banyak” bukan jumlah rupiah.", "Licin 7000",
    ):  # fmt: skip
        assert text in page
    assert not DeliverySettings.objects.exists()


def test_rules_of_the_verb_stand_beside_their_fields(owner: Client, shop: Business) -> None:
    page = owner.post(f"/toko-saya/{shop.slug}/pengiriman/", {"holiday_from": "2026-12-24"}).content.decode()
    for text in ("Pilih paling sedikit satu cara pengiriman.", "Isi tanggal mulai dan tanggal akhir libur."):
        assert text in page
    assert not DeliverySettings.objects.exists()


VOUCHER = {
    "code": "toko 10", "kind": "percent", "value": "10%", "cap": "20rb", "minimum": "", "per_buyer": "2", "budget": "",
    "max_uses": "50", "first_day": "2026-01-01", "last_day": "2099-12-31",
}  # fmt: skip


def test_a_voucher_is_made_listed_and_stopped(owner: Client, shop: Business) -> None:
    where = f"/toko-saya/{shop.slug}/voucher/"
    assert owner.post(where, VOUCHER)["Location"] == where
    voucher = Voucher.objects.get()
    assert (voucher.code, voucher.business, voucher.kind, voucher.value, voucher.cap, voucher.per_buyer) == (
        "TOKO10", shop, "percent", 10, 20_000, 2,
    )  # fmt: skip
    # The last day counts whole: it ends at midnight here, which is five in the afternoon UTC.
    assert voucher.valid_until.isoformat() == "2099-12-31T17:00:00+00:00"
    assert "paling banyak 50 kali" in _page(owner, where)
    owner.post(f"{where}{voucher.pk}/hentikan/")
    voucher.refresh_from_db()
    assert not voucher.is_active


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "sepuluh"}, "Tulis persen dengan angka bulat"),
        ({"value": "101"}, "Persen harus antara 1 dan 100."),
        ({"kind": "fixed", "value": "15.00"}, "bukan jumlah rupiah"),
        ({"max_uses": ""}, "Isi anggaran, jumlah pemakaian, atau keduanya."),
        ({"last_day": "2025-01-01"}, "Tanggal akhir harus sesudah tanggal mulai."),
        ({"code": "x"}, "Kode: 4 sampai 20 huruf atau angka, tanpa spasi."),
    ],
)
def test_a_wrong_voucher_is_told_and_kept(
    owner: Client, shop: Business, changes: dict[str, str], sentence: str
) -> None:
    page = owner.post(f"/toko-saya/{shop.slug}/voucher/", {**VOUCHER, **changes}).content.decode()
    assert sentence in page
    assert f'value="{changes.get("code", "toko 10")}"' in page
    assert not Voucher.objects.exists()


def test_another_seller_s_voucher_is_not_there(owner: Client, shop: Business) -> None:
    foreign = VoucherFactory(business=MembershipFactory().business)
    assert owner.post(f"/toko-saya/{shop.slug}/voucher/{foreign.pk}/hentikan/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.is_active


def _cash_order(shop: Business) -> Order:
    if not hasattr(shop, "delivery_settings"):
        DeliverySettingsFactory(business=shop, cash=True)
    return buy({VariantFactory(product__business=shop): 1}, delivery=SHIP, terms=Terms(cash=True)).orders.get()


def test_the_owner_collects_cash_and_calls_an_order_off(owner: Client, shop: Business) -> None:
    order, other = _cash_order(shop), _cash_order(shop)
    base = f"/toko-saya/{shop.slug}/pesanan/"
    page = _page(owner, f"{base}{order.number}/")
    assert "Tagih tunai" in page
    assert "Rp24.000" in page
    early = owner.post(f"{base}{order.number}/uang-tunai/", follow=True).content.decode()
    assert "Tandai pesanan ini dikirim dulu" in early
    owner.post(f"{base}{order.number}/terima/")
    owner.post(f"{base}{order.number}/kirim/", {"courier": "JNE"})
    assert owner.post(f"{base}{order.number}/uang-tunai/")["Location"] == f"{base}?status=shipped"
    assert Purchase.objects.get(orders=order).payment_state == "paid"
    # The money is in the books: the seller has it, the house will not pay it out again.
    at_seller = Posting.objects.filter(account="cash_at_seller", business=shop)
    assert list(at_seller.values_list("amount", flat=True))[:1] == [24_000]
    assert "Tulis alasan pembatalan." in owner.post(f"{base}{other.number}/batal-tunai/", follow=True).content.decode()
    answer = owner.post(f"{base}{other.number}/batal-tunai/", {"reason": "Bahan habis"})
    assert answer["Location"] == f"{base}?status=cancelled"
    assert Purchase.objects.get(orders=other).payment_state == "cancelled"


def test_another_seller_s_cash_is_not_touched(owner: Client, shop: Business) -> None:
    foreign = _cash_order(MembershipFactory().business)
    for verb in ("uang-tunai", "batal-tunai"):
        answer = owner.post(f"/toko-saya/{shop.slug}/pesanan/{foreign.number}/{verb}/", {"reason": "Saya"})
        assert answer.status_code == 404
    foreign.refresh_from_db()
    assert (foreign.cash_at, foreign.fulfilment) == (None, "to_accept")


def test_what_cannot_be_read_and_what_does_not_go_together_is_said_at_once(owner: Client, shop: Business) -> None:
    wrong = {"pickup": "on", "own": "on", "own_fees": "Giri lima ribu", "cash": "on", "cash_max": "banyak",
             "holiday_from": "2027-01-02", "holiday_until": "2027-01-01"}  # fmt: skip
    page = owner.post(f"/toko-saya/{shop.slug}/pengiriman/", wrong).content.decode()
    for sentence in ("tanda =, lalu ongkosnya", "bukan jumlah rupiah", "Tanggal akhir libur harus sesudah"):
        assert sentence in page, sentence
    assert ('value="banyak"' in page, "Giri lima ribu" in page, DeliverySettings.objects.count()) == (True, True, 0)
