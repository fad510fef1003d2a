"""Checkout with ways of delivery, vouchers, cash and own addresses."""

import re

import pytest
from django.test import Client

from products.orders.addresses import Place, keep
from products.orders.found import found
from products.orders.models import CartLine, Order, Purchase, SavedAddress
from products.orders.shipping import known_zones
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import DeliverySettingsFactory, VoucherFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LICIN = "35.10.24"
DETAILS = {
    "name": "Siti Aminah", "phone": "0812 3456 7890", "delivery": "ship", "region": "Licin",
    "address": "Jalan Ijen 12, RT 2", "email": "",
}  # fmt: skip


@pytest.fixture
def shopper():
    found()
    known_zones()
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def _goods(name="Dapur", **settings):
    variant = VariantFactory(product__business=BusinessFactory(name=name), price=20_000)
    if settings:
        DeliverySettingsFactory(business=variant.product.business, **settings)
    return variant


def _fill(client, *variants):
    for variant in variants:
        client.post("/keranjang/tambah/", {"variant": variant.pk, "quantity": 1})
    client.get("/keranjang/")


def _page(client, path):
    return client.get(path).content.decode()


def _radios(page):
    return re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"( checked)?', page)


def _review(client, **details):
    response = client.post("/bayar/", {**DETAILS, **details})
    assert response["Location"] == "/bayar/periksa/"
    return _page(client, "/bayar/periksa/")


def _pay(client, page, way="cod"):
    offer = re.search(r'name="pesanan" value="([^"]*)"', page)[1]
    return client.post("/bayar/periksa/", {"pesanan": offer, "cara": way})


def test_sellers_who_offer_the_same_share_one_choice(shopper):
    _fill(shopper, _goods("Dapur"), _goods("Bengkel"))
    assert _radios(_page(shopper, "/bayar/")) == [("delivery", "ship", " checked"), ("delivery", "pickup", "")]


def test_sellers_who_differ_have_a_choice_each_and_it_is_kept(shopper):
    driver, plain = _goods("Dapur", own=True, own_fees={LICIN: 4_000}), _goods("Bengkel")
    _fill(shopper, driver, plain)
    ones, twos = f"cara-{driver.product.business.slug}", f"cara-{plain.product.business.slug}"
    page = _page(shopper, "/bayar/")
    assert "Cara menerima barang Dapur" in page
    assert "ke kecamatan Licin" in page
    assert _radios(page) == [
        (ones, "ship", " checked"), (ones, "own", ""), (ones, "pickup", ""),
        (twos, "ship", " checked"), (twos, "pickup", ""),
    ]  # fmt: skip
    page = _review(shopper, **{ones: "own", twos: "pickup"})
    for text in ("Diantar penjual", "Rp4.000", "Ambil di", "Bayar Rp44.000"):
        assert text in page
    assert (ones, "own", " checked") in _radios(_page(shopper, "/bayar/"))
    assert (twos, "pickup", " checked") in _radios(_page(shopper, "/bayar/"))


def test_where_a_seller_does_not_go_is_told_beside_their_choice(shopper):
    driver, plain = _goods("Dapur", own=True, own_fees={LICIN: 4_000}), _goods("Bengkel")
    _fill(shopper, driver, plain)
    field = f"cara-{driver.product.business.slug}"
    shopper.post("/bayar/", {**DETAILS, field: "own", "region": "Giri", "name": ""})
    page = _page(shopper, "/bayar/?galat=1")
    assert f'<a href="#id_{field}">Dapur: Dapur hanya mengantar ke kecamatan Licin.</a>' in page
    assert "Tulis nama penerima." in page
    assert (field, "own", " checked") in _radios(page)


def test_everything_fetched_needs_no_address(shopper):
    a, b = _goods("Dapur", own=True, own_fees={LICIN: 1}), _goods("Bengkel")
    _fill(shopper, a, b)
    fetched = {f"cara-{variant.product.business.slug}": "pickup" for variant in (a, b)}
    page = _review(shopper, **fetched, region="", address="")
    assert "Diambil oleh" in page
    assert "Bayar Rp40.000" in page


def test_a_seller_who_stops_a_way_meanwhile_leads_back_with_a_sentence(shopper):
    variant = _goods("Dapur")
    _fill(shopper, variant)
    _review(shopper)
    DeliverySettingsFactory(business=variant.product.business, courier=False)
    response = shopper.get("/bayar/periksa/", follow=True)
    assert response.redirect_chain[-1][0] == "/bayar/"
    assert "Dapur tidak mengirim lewat kurir. Pilih cara lain." in response.content.decode()


def test_a_voucher_is_tried_shown_dropped_and_paid_with(shopper, django_assert_max_num_queries):
    voucher = VoucherFactory(code="HEMAT5", value=5_000)
    user = UserFactory()
    shopper.force_login(user)
    _fill(shopper, _goods("Dapur", cash=True), _goods("Bengkel", cash=True))
    _review(shopper)
    assert shopper.post("/bayar/voucher/", {"voucher": " entah "})["Location"] == "/bayar/periksa/"
    page = _page(shopper, "/bayar/periksa/")
    assert "Kode voucher ini tidak dikenal." in page
    assert 'value="ENTAH" aria-invalid="true"' in page
    assert "Bayar Rp58.000" in page
    shopper.post("/bayar/voucher/", {"voucher": "hemat 5"})
    with django_assert_max_num_queries(8):
        page = _page(shopper, "/bayar/periksa/")
    assert "−Rp5.000" in page
    assert "Bayar Rp53.000" in page
    shopper.post("/bayar/voucher/", {"voucher": "hemat5", "lepas": "1"})
    assert "Bayar Rp58.000" in _page(shopper, "/bayar/periksa/")
    shopper.post("/bayar/voucher/", {"voucher": "HEMAT5"})
    _pay(shopper, _page(shopper, "/bayar/periksa/"))
    voucher.refresh_from_db()
    assert (Purchase.objects.get().total, voucher.uses) == (53_000, 1)


def test_a_voucher_that_runs_out_meanwhile_is_told_and_nothing_is_placed(shopper):
    voucher = VoucherFactory(code="HEMAT5")
    _fill(shopper, _goods("Dapur", cash=True))
    _review(shopper)
    shopper.post("/bayar/voucher/", {"voucher": "HEMAT5"})
    page = _page(shopper, "/bayar/periksa/")
    voucher.uses = voucher.max_uses
    voucher.save()
    response = _pay(shopper, page)
    assert response["Location"] == "/bayar/periksa/"
    page = _page(shopper, "/bayar/periksa/")
    assert "Voucher ini sudah habis dipakai." in page
    assert "Bayar Rp29.000" in page
    assert not Purchase.objects.exists()


def test_nobody_tries_vouchers_before_saying_who_they_are(shopper):
    assert shopper.post("/bayar/voucher/", {"voucher": "HEMAT5"})["Location"] == "/bayar/"


def test_cash_is_offered_where_all_take_it_and_leads_to_the_order(shopper):
    _fill(shopper, _goods("Dapur", cash=True))
    page = _review(shopper)
    assert ("cara", "cod", "") in _radios(page)
    response = _pay(shopper, page)
    purchase = Purchase.objects.get()
    assert response["Location"].startswith(f"/pesanan/{purchase.number}/?t=")
    page = _page(shopper, response["Location"])
    for text in ("Dipesan, bayar di tempat", "Bayar tunai ke penjual ini", "Rp29.000", "Batalkan"):
        assert text in page
    token = re.search(r'name="t" value="([^"]+)"', page)[1]
    page = shopper.post(f"/pesanan/{purchase.number}/batal/", {"t": token}, follow=True).content.decode()
    assert "Pembelian dibatalkan." in page
    Order.objects.update(fulfilment="to_ship")
    Purchase.objects.update(payment_state="cod")
    assert "Batalkan" not in _page(shopper, response["Location"])


def test_cash_is_neither_offered_nor_taken_where_one_seller_does_not(shopper):
    _fill(shopper, _goods("Dapur", cash=True), _goods("Bengkel"))
    page = _review(shopper)
    assert 'value="cod"' not in page
    response = _pay(shopper, page)
    assert response["Location"] == "/bayar/periksa/"
    assert "Bengkel tidak menerima bayar di tempat" in _page(shopper, "/bayar/periksa/")
    assert not Purchase.objects.exists()


def test_a_second_tab_with_other_details_leads_to_the_purchase_that_is_there(shopper):
    _fill(shopper, _goods("Dapur", cash=True))
    first = _review(shopper)
    second = _review(shopper, address="Jalan Lain 9, RT 1")
    _pay(shopper, first)
    response = _pay(shopper, second)
    purchase = Purchase.objects.get()
    assert response["Location"].startswith(f"/pesanan/{purchase.number}/")
    assert f"sudah Anda pesan dari tab lain sebagai {purchase.number}." in _page(shopper, response["Location"])
    assert "Ijen" in purchase.address


def test_the_same_goods_bought_again_are_a_new_purchase(shopper):
    variant = _goods("Dapur", cash=True)
    for _ in range(2):
        _fill(shopper, variant)
        _pay(shopper, _review(shopper))
    assert Purchase.objects.count() == 2
    assert not CartLine.objects.exists()


def test_own_addresses_fill_the_form_and_new_ones_are_kept(shopper, django_assert_max_num_queries):
    user = UserFactory(name="Budi")
    keep(user=user, place=Place("Siti", "0812 3456 7890", LICIN, "Jalan Ijen 12, RT 2", "Rumah"))
    work = keep(user=user, place=Place("Ani", "0812 1111 2222", "35.10.16.1014", "Jalan Kantor 9", "Kantor"))
    stranger = keep(user=UserFactory(), place=Place("Eve", "0812 0000 0000", LICIN, "Jalan Rahasia 1"))
    shopper.force_login(user)
    _fill(shopper, _goods("Dapur", cash=True))
    with django_assert_max_num_queries(8):
        page = _page(shopper, "/bayar/")
    for text in ('value="Siti"', "Jalan Ijen 12, RT 2</textarea>", "Kantor", "Simpan alamat ini di akun saya"):
        assert text in page
    assert "Rahasia" not in page
    typed = {**DETAILS, "email": "siti@contoh.id", "address": ""}
    assert shopper.post("/bayar/", {**typed, "alamat": str(work.pk)})["Location"] == "/bayar/"
    page = _page(shopper, "/bayar/")
    for text in ('value="Ani"', "Jalan Kantor 9</textarea>", 'value="siti@contoh.id"'):
        assert text in page
    shopper.post("/bayar/", {**typed, "alamat": str(stranger.pk)})
    assert "Rahasia" not in _page(shopper, "/bayar/")
    _pay(shopper, _review(shopper, address="Jalan Baru 3, RT 4", keep="on"))
    assert SavedAddress.objects.filter(user=user, address="Jalan Baru 3, RT 4").exists()


def test_a_visitor_is_not_asked_to_keep_an_address(shopper):
    _fill(shopper, _goods())
    assert "Simpan alamat ini" not in _page(shopper, "/bayar/")


@pytest.mark.parametrize("typed", ["Tamansari, Licin", "Tamansari, Licin, Kabupaten Banyuwangi, Jawa Timur"])
def test_a_village_is_understood(shopper, typed):
    _fill(shopper, _goods("Dapur", cash=True))
    _pay(shopper, _review(shopper, region=typed))
    assert Purchase.objects.get().region_code.startswith(f"{LICIN}.")


def test_the_fee_is_told_on_product_and_cart_to_the_kecamatan_named_before(shopper, django_assert_max_num_queries):
    variant = _goods("Dapur", own=True, own_fees={LICIN: 4_000}, free_above=300_000, cash=True)
    path = variant.product.get_absolute_url()
    page = _page(shopper, path)
    for text in (
        "Ongkir mulai Rp4.000",
        "Gratis ongkir mulai belanja Rp300.000",
        "Bisa bayar di tempat sampai Rp500.000",
    ):
        assert text in page
    _fill(shopper, variant, _goods("Bengkel"))
    assert "Ongkir mulai Rp7.000 atau bisa diambil di" in _page(shopper, "/keranjang/")
    response = shopper.post("/keranjang/ubah/", {"hitung": "1", "region": "Licin"})
    assert (response.status_code, response.cookies["tujuan"].value) == (303, LICIN)
    with django_assert_max_num_queries(4):
        page = _page(shopper, "/keranjang/")
    for text in (
        "Ongkir Rp4.000 ke Licin",
        "Ongkir Rp9.000 ke Licin",
        'value="Licin, Kabupaten Banyuwangi, Jawa Timur"',
    ):
        assert text in page
    assert "Ongkir ke Licin Rp4.000" in _page(shopper, path)
    assert 'value="Licin, Kabupaten Banyuwangi, Jawa Timur"' in _page(shopper, "/bayar/")
    # A page that the shared cache may keep is the same for everybody.
    stranger = Client()
    stranger.cookies["tujuan"] = LICIN
    assert "Ongkir mulai Rp4.000" in _page(stranger, path)


@pytest.mark.parametrize(
    ("typed", "sentence"), [("Xyzzy", "tidak ditemukan"), ("Genteng", "Genteng, Kota Surabaya, Jawa Timur")]
)
def test_a_kecamatan_nobody_finds_is_told_and_stays(shopper, typed, sentence):
    _fill(shopper, _goods())
    response = shopper.post("/keranjang/ubah/", {"hitung": "1", "region": typed})
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert f'value="{typed}" aria-invalid="true"' in page


@pytest.mark.parametrize("cookie", ["", "x", "99.99.99", "35", "<script>"])
def test_a_cookie_that_is_not_ours_changes_nothing(shopper, cookie):
    _fill(shopper, _goods())
    shopper.cookies["tujuan"] = cookie
    assert "Ongkir mulai Rp7.000" in _page(shopper, "/keranjang/")


def test_on_holiday_the_product_stays_and_cannot_be_ordered(shopper):
    from rumah.core import clock

    today = clock.today()
    variant = _goods("Dapur", holiday_from=today, holiday_until=today, holiday_note="Kami mudik.")
    page = _page(shopper, variant.product.get_absolute_url())
    assert "Kami mudik." in page
    assert 'action="/keranjang/tambah/"' not in page
    _fill(shopper, variant)
    assert not CartLine.objects.exists()
