import re

import pytest
from django.test import Client

from products.orders.models import CartLine, Order, Purchase
from products.payments.models import Attempt
from products.stock.models import StockLevel
from rumah.core.models import OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
DETAILS = {
    "name": "Siti Aminah", "phone": "0812 3456 7890", "delivery": "ship", "region": "Licin",
    "address": "Jalan Ijen 12, RT 2", "email": "",
}  # fmt: skip


@pytest.fixture
def shopper():
    from products.orders.found import found

    found()
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def provider(settings):
    with served() as url:
        settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
        yield url


def _fill(client, *variants, quantity=1):
    for variant in variants:
        client.post("/keranjang/tambah/", {"variant": variant.pk, "quantity": quantity})
    client.get("/keranjang/")


def _hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def _review(client, **details):
    response = client.post("/bayar/", {**DETAILS, **details})
    assert (response.status_code, response["Location"]) == (303, "/bayar/periksa/")
    page = client.get("/bayar/periksa/").content.decode()
    return page, {"pesanan": _hidden(page, "pesanan"), "cara": "stripe"}


def test_from_cart_to_the_provider_in_two_screens(shopper, provider, django_assert_num_queries):
    first = VariantFactory(price=15_000, product__name="Keripik", product__business=BusinessFactory(name="Dapur"))
    second = VariantFactory(price=40_000, product__business=BusinessFactory(name="Bengkel"))
    _fill(shopper, first, second, quantity=2)
    with django_assert_num_queries(2):
        assert shopper.get("/bayar/").status_code == 200
    with django_assert_num_queries(2):
        shopper.post("/bayar/", DETAILS)
    with django_assert_num_queries(3):
        page = shopper.get("/bayar/periksa/").content.decode()
    for text in (
        "Dapur", "Bengkel", "2 × Keripik", "Rp110.000", "Rp18.000", "Bayar Rp128.000", "Siti Aminah",
        "Licin, Kabupaten Banyuwangi, Jawa Timur", "Jalan Ijen 12, RT 2",
    ):  # fmt: skip
        assert text in page
    form = {"pesanan": _hidden(page, "pesanan"), "cara": "stripe"}
    response = shopper.post("/bayar/periksa/", form)
    purchase, attempt = Purchase.objects.get(), Attempt.objects.get()
    assert (response.status_code, response["Location"]) == (303, attempt.url)
    assert "/simulasi/bayar/" in attempt.url
    assert (purchase.total, purchase.region_code, purchase.language) == (128_000, "35.10.24", "id")
    assert Order.objects.count() == 2
    assert not CartLine.objects.exists()


def test_a_double_click_is_one_purchase_and_leads_to_the_same_page(shopper, provider):
    _fill(shopper, VariantFactory(stock=1))
    _page, form = _review(shopper)
    first, second = (shopper.post("/bayar/periksa/", form) for _ in range(2))
    assert first["Location"] == second["Location"] == Attempt.objects.get().url
    assert Purchase.objects.count() == 1


def test_when_the_provider_is_down_the_purchase_stands(shopper, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    _fill(shopper, VariantFactory())
    _page, form = _review(shopper)
    response = shopper.post("/bayar/periksa/", form)
    purchase = Purchase.objects.get()
    assert response.status_code == 303
    assert response["Location"].startswith(f"/pesanan/{purchase.number}/?t=")
    page = shopper.get(response["Location"]).content.decode()
    assert "Menunggu pembayaran" in page
    assert f"Bayar Rp{purchase.total // 1000}.000" in page


def test_pickup_needs_no_address_and_costs_no_fee(shopper):
    _fill(shopper, VariantFactory(price=15_000))
    page, _form = _review(shopper, delivery="pickup", region="", address="")
    assert "Bayar Rp15.000" in page
    assert "Diambil oleh" in page


def test_every_error_is_shown_at_once_and_nothing_typed_is_lost(shopper):
    _fill(shopper, VariantFactory())
    typed = {"name": "", "phone": "12", "delivery": "ship", "region": "Xyzzy", "address": "<b>x", "email": "siti@"}
    response = shopper.post("/bayar/", typed)
    assert (response.status_code, response["Location"]) == (303, "/bayar/?galat=1")
    page = shopper.get("/bayar/?galat=1").content.decode()
    assert "Galat: Penerima dan pengiriman" in page
    for text in (
        "Tulis nama penerima.", "Nomor telepon tidak dikenali.", "Kecamatan ini tidak ditemukan.",
        "Tulis alamat lengkap", "Alamat surel ini tidak lengkap.",
    ):  # fmt: skip
        assert text in page
    for value in ('value="12"', 'value="Xyzzy"', "&lt;b&gt;x</textarea>", 'value="siti@"'):
        assert value in page
    again = shopper.get("/bayar/").content.decode()
    assert 'value="Xyzzy"' in again
    assert shopper.get("/bayar/periksa/")["Location"] == "/bayar/"
    assert not Purchase.objects.exists()


def test_a_name_of_several_places_is_asked_back_with_everything_kept(shopper):
    _fill(shopper, VariantFactory())
    page = shopper.post("/bayar/", {**DETAILS, "region": "Genteng"}, follow=True).content.decode()
    assert "Nama ini ada di beberapa tempat. Pilih salah satu." in page
    assert re.findall(r'name="region_code" value="([^"]+)"', page) == ["35.10.09", "35.78.07"]
    assert 'value="Siti Aminah"' in page
    page, _form = _review(shopper, region="Genteng", region_code="35.78.07")
    assert "Genteng, Kota Surabaya, Jawa Timur" in page


def test_a_code_that_does_not_fit_the_name_is_not_taken(shopper):
    _fill(shopper, VariantFactory())
    page, _form = _review(shopper, region="Licin", region_code="35.78.07")
    assert "Licin, Kabupaten Banyuwangi" in page


def test_going_back_finds_what_was_typed(shopper):
    _fill(shopper, VariantFactory())
    _review(shopper)
    page = shopper.get("/bayar/").content.decode()
    for value in ("Siti Aminah", "0812 3456 7890", "Licin"):
        assert f'value="{value}"' in page
    assert "Jalan Ijen 12, RT 2</textarea>" in page


def test_going_back_after_paying_leads_to_the_purchase(shopper, provider):
    _fill(shopper, VariantFactory())
    _page, form = _review(shopper)
    shopper.post("/bayar/periksa/", form)
    for path in ("/bayar/", "/bayar/periksa/"):
        assert shopper.get(path)["Location"].startswith(f"/pesanan/{Purchase.objects.get().number}/?t=")


def test_a_changed_price_is_shown_before_it_is_charged(shopper, provider):
    variant = VariantFactory(price=15_000, product__name="Kopi")
    _fill(shopper, variant)
    _page, form = _review(shopper, delivery="pickup")
    variant.price = 18_000
    variant.save()
    response = shopper.post("/bayar/periksa/", form)
    assert (response.status_code, response["Location"]) == (303, "/bayar/periksa/")
    page = shopper.get("/bayar/periksa/").content.decode()
    assert "Harga Kopi kini Rp18.000." in page
    assert "Bayar Rp18.000" in page
    assert not Purchase.objects.exists()
    assert StockLevel.objects.get().reserved == 0
    shopper.post("/bayar/periksa/", {"pesanan": _hidden(page, "pesanan"), "cara": "stripe"})
    assert Purchase.objects.get().total == 18_000


def test_what_sold_out_meanwhile_is_named_and_nothing_is_placed(shopper):
    variant = VariantFactory(stock=3, product__name="Kopi")
    _fill(shopper, variant, quantity=2)
    _page, form = _review(shopper)
    StockLevel.objects.update(on_hand=1)
    response = shopper.post("/bayar/periksa/", form, follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == "/keranjang/"
    assert "Kopi: Stok tinggal 1." in page
    assert "Ada barang yang perlu Anda periksa sebelum membayar." in page
    assert not Purchase.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert shopper.get("/bayar/periksa/")["Location"] == "/keranjang/"


def test_an_empty_cart_has_nothing_to_pay(shopper):
    for path in ("/bayar/", "/bayar/periksa/"):
        assert shopper.get(path)["Location"] == "/keranjang/"


@pytest.mark.parametrize("sealed", ["", "x", "eyJhIjoxfQ:1tX:abc"])
def test_an_offer_that_is_not_ours_places_nothing(shopper, sealed):
    _fill(shopper, VariantFactory())
    _review(shopper)
    response = shopper.post("/bayar/periksa/", {"pesanan": sealed, "cara": "stripe"})
    assert (response.status_code, response["Location"]) == (303, "/keranjang/")
    assert not Purchase.objects.exists()


def test_an_unknown_way_to_pay_is_asked_back(shopper):
    _fill(shopper, VariantFactory())
    _page, form = _review(shopper)
    response = shopper.post("/bayar/periksa/", {**form, "cara": "gratis"}, follow=True)
    assert "Pilih cara membayar." in response.content.decode()
    assert not Purchase.objects.exists()


def test_other_sites_cannot_place_a_purchase(shopper):
    _fill(shopper, VariantFactory())
    _page, form = _review(shopper)
    assert shopper.post("/bayar/periksa/", form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Purchase.objects.exists()


def test_a_signed_in_buyer_is_known_and_owns_the_purchase(shopper, provider):
    user = UserFactory(name="Budi Santoso", phone="+6281298765432", email="budi@contoh.id")
    shopper.force_login(user)
    _fill(shopper, VariantFactory())
    page = shopper.get("/bayar/").content.decode()
    for value in ("Budi Santoso", "+6281298765432", "budi@contoh.id"):
        assert f'value="{value}"' in page
    _page, form = _review(shopper)
    shopper.post("/bayar/periksa/", form)
    assert Purchase.objects.get().buyer == user


def test_the_pages_of_paying_are_kept_by_nobody(shopper):
    _fill(shopper, VariantFactory())
    _review(shopper)
    for path in ("/bayar/", "/bayar/periksa/"):
        response = shopper.get(path)
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_long_address_in_any_script_still_fits_the_cookie(shopper):
    _fill(shopper, VariantFactory())
    page, _form = _review(shopper, address="ꦧꦚꦸꦮꦔꦶ " * 40, name="ꦱꦶꦠꦶ" * 30)
    assert "ꦧꦚꦸꦮꦔꦶ" in page
    assert len(shopper.cookies["bayar"].value) < 3_800
