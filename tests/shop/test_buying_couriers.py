"""Couriers' own rates when paying: offered per seller, frozen when placed, and missing without harm."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from products.orders.found import found
from products.orders.models import CourierQuote, Order, Purchase
from products.orders.shipping import known_zones
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import DeliverySettingsFactory
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
LICIN = "35.10.24"
DETAILS = {
    "name": "Siti Aminah", "phone": "0812 3456 7890", "delivery": "ship", "region": "Licin",
    "address": "Jalan Ijen 12, RT 2", "email": "",
}  # fmt: skip
SILENT = "Tarif kurir langsung sedang tidak dapat ditanyakan."


@pytest.fixture
def shopper():
    cache.clear()
    found()
    known_zones()
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def carrier(settings):
    with served() as url:
        settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{url}/simulasi/biteship", "biteship_test.kunci"
        settings.RATES_PATIENCE_SECONDS = settings.BITESHIP_TIMEOUT_SECONDS = 30
        yield url


def _goods(name="Dapur", **settings):
    variant = VariantFactory(product__business=BusinessFactory(name=name, postal_code="68413"), price=20_000)
    if settings:
        DeliverySettingsFactory(business=variant.product.business, **settings)
    return variant


def _live(name="Dapur", **settings):
    return _goods(name, live_rates=True, **settings)


def _fill(client, *variants):
    for variant in variants:
        client.post("/keranjang/tambah/", {"variant": variant.pk, "quantity": 1})
    client.get("/keranjang/")


def _page(client, path):
    return client.get(path).content.decode()


def _radios(page, name):
    return re.findall(rf'<input type="radio" name="{name}" value="([^"]+)"( checked)?', page)


def _review(client, **details):
    response = client.post("/bayar/", {**DETAILS, **details})
    assert response["Location"] == "/bayar/periksa/"
    return _page(client, "/bayar/periksa/")


def _offer(page):
    return re.search(r'name="pesanan" value="([^"]*)"', page)[1]


def _pay(client, page, way="stripe"):
    return client.post("/bayar/periksa/", {"pesanan": _offer(page), "cara": way}, follow=True)


def test_without_the_switch_or_the_carrier_nothing_changes(shopper, carrier, settings):
    _fill(shopper, _goods())
    shopper.cookies["tujuan"] = LICIN
    assert [value for value, _on in _radios(_page(shopper, "/bayar/"), "delivery")] == ["ship", "pickup"]
    assert "Ganti kurir" not in _review(shopper)
    settings.BITESHIP_API_KEY = ""
    _fill(shopper, _live("Bengkel"))
    assert "Ganti kurir" not in _review(shopper)
    assert not CourierQuote.objects.exists()


def test_where_the_place_is_known_couriers_stand_beside_the_other_ways(shopper, carrier, django_assert_max_num_queries):
    _fill(shopper, _live())
    shopper.cookies["tujuan"] = LICIN
    with django_assert_max_num_queries(8):
        page = _page(shopper, "/bayar/")
    assert [value for value, _on in _radios(page, "delivery")] == ["ship", "ship:sicepat/reg", "ship:jne/reg", "pickup"]
    for text in (
        "Kirim lewat kurir pilihan penjual", "ongkir Rp9.000 ke Licin · 1–3 hari", "SiCepat Reguler",
        "ongkir Rp8.500 ke Licin · 2–3 hari",
    ):  # fmt: skip
        assert text in page
    with django_assert_max_num_queries(8):
        page = _review(shopper, delivery="ship:jne/reg")
    assert "JNE Reguler" in page
    assert "Bayar Rp29.000" in page
    assert ("ship:jne/reg", " checked") in _radios(_page(shopper, "/bayar/"), "delivery")


def test_the_courier_the_buyer_saw_and_its_fee_are_what_the_order_says(shopper, carrier):
    _fill(shopper, _live())
    page = _review(shopper, delivery="ship:sicepat/reg")
    _pay(shopper, page)
    order = Order.objects.get()
    assert (order.courier_service, order.shipping_note, order.shipping_fee) == ("sicepat/reg", "SiCepat Reguler", 8_500)
    assert Purchase.objects.get().shipping_total == 8_500


def test_on_the_second_screen_the_courier_is_changed_and_the_sum_with_it(shopper, carrier):
    variant = _live()
    slug = variant.product.business.slug
    _fill(shopper, variant)
    page = _review(shopper)
    assert _radios(page, "kurir") == [("ship", " checked"), ("ship:sicepat/reg", ""), ("ship:jne/reg", "")]
    assert "Bayar Rp29.000" in page
    for choice, total in (("ship:sicepat/reg", "Rp28.500"), ("ship", "Rp29.000"), ("ship:tak/ada", "Rp29.000")):
        answer = shopper.post("/bayar/kurir/", {"penjual": slug, "kurir": choice})
        assert (answer.status_code, answer["Location"]) == (303, "/bayar/periksa/")
        page = _page(shopper, "/bayar/periksa/")
        assert f"Bayar {total}" in page
    assert "Kurir yang Anda pilih sedang tidak tersedia." in page


def test_several_sellers_have_a_courier_each_and_the_sum_is_right(shopper, carrier, django_assert_max_num_queries):
    one, two = _live("Dapur"), _goods("Bengkel")
    _fill(shopper, one, two)
    shopper.cookies["tujuan"] = LICIN
    ones, twos = (f"cara-{variant.product.business.slug}" for variant in (one, two))
    page = _page(shopper, "/bayar/")
    assert [value for value, _on in _radios(page, twos)] == ["ship", "pickup"]
    assert [value for value, _on in _radios(page, ones)] == ["ship", "ship:sicepat/reg", "ship:jne/reg", "pickup"]
    page = _review(shopper, **{ones: "ship:sicepat/reg", twos: "ship"})
    with django_assert_max_num_queries(8):
        page = _page(shopper, "/bayar/periksa/")
    assert "Rp17.500" in page
    assert "Bayar Rp57.500" in page
    _pay(shopper, page)
    assert list(Order.objects.order_by("pk").values_list("courier_service", "shipping_fee")) == [
        ("sicepat/reg", 8_500), ("", 9_000),
    ]  # fmt: skip


def test_what_a_form_says_of_a_fee_is_never_asked(shopper, carrier):
    _fill(shopper, _live())
    page = _review(shopper, delivery="ship:sicepat/reg", shipping="1", ongkir="1")
    shopper.post("/bayar/periksa/", {"pesanan": _offer(page), "cara": "stripe", "ongkir": "1", "shipping": "1"})
    assert Order.objects.get().shipping_fee == 8_500


def test_a_rate_that_ran_out_is_not_charged_but_shown_again(shopper, carrier):
    _fill(shopper, _live())
    page = _review(shopper, delivery="ship:jne/reg")
    CourierQuote.objects.update(
        expires_at=timezone.now() - timedelta(seconds=1), quoted_at=timezone.now() - timedelta(1)
    )
    answer = _pay(shopper, page)
    assert answer.redirect_chain[-1][0] == "/bayar/periksa/"
    assert "Ongkos kurir Dapur perlu dihitung lagi." in answer.content.decode()
    assert not Purchase.objects.exists()
    _pay(shopper, answer.content.decode())
    assert Order.objects.get().shipping_fee == 9_000


def test_a_fee_that_rose_between_the_screens_is_shown_before_it_is_charged(shopper, carrier):
    _fill(shopper, _live())
    page = _review(shopper, delivery="ship:jne/reg")
    row = CourierQuote.objects.get()
    row.rates = [{**rate, "rupiah": rate["rupiah"] + 1_000} for rate in row.rates]
    row.save()
    answer = _pay(shopper, page).content.decode()
    assert "Ongkos kirim kini Rp10.000. Periksa lagi sebelum membayar." in answer
    assert "Bayar Rp30.000" in answer
    assert not Purchase.objects.exists()


def test_when_the_carrier_is_silent_the_other_ways_remain_and_the_page_says_so(shopper, carrier, settings):
    settings.BITESHIP_API_BASE = "http://127.0.0.1:9"
    _fill(shopper, _live())
    shopper.cookies["tujuan"] = LICIN
    page = _page(shopper, "/bayar/")
    assert SILENT in page
    assert [value for value, _on in _radios(page, "delivery")] == ["ship", "pickup"]
    page = _review(shopper, delivery="ship:jne/reg")
    assert SILENT in page
    assert "Kurir yang Anda pilih sedang tidak tersedia." in page
    _pay(shopper, page)
    order = Order.objects.get()
    assert (order.courier_service, order.shipping_note, order.shipping_fee) == ("", "", 9_000)


def test_a_kecamatan_of_several_postal_codes_asks_for_the_village(shopper, carrier):
    _fill(shopper, _live())
    page = _review(shopper, region="Glagah, Banyuwangi")
    assert "tulis nama desa atau kelurahan sebagai tujuan" in page
    assert not CourierQuote.objects.exists()


def test_a_courier_that_is_booked_collects_no_cash(shopper, carrier):
    _fill(shopper, _live(cash=True))
    assert 'value="cod"' in _review(shopper)
    assert 'value="cod"' not in _review(shopper, delivery="ship:jne/reg")


def test_the_fees_of_several_sellers_stand_beside_their_one_choice(shopper):
    _fill(shopper, _goods("Dapur"), _goods("Bengkel", free_above=10_000))
    page = _page(shopper, "/bayar/")
    assert "Dapur Rp7.000 + Bengkel gratis = ongkir mulai Rp7.000" in page
    shopper.cookies["tujuan"] = LICIN
    page = _page(shopper, "/bayar/")
    assert "Dapur Rp9.000 + Bengkel gratis = ongkir Rp9.000 ke Licin" in page
    assert "Bayar Rp49.000" in _review(shopper)


def test_a_seller_alone_has_the_least_fee_before_any_place_is_known(shopper):
    _fill(shopper, _goods("Dapur"))
    assert "ongkir mulai Rp7.000" in _page(shopper, "/bayar/")


def test_the_choices_of_a_cart_of_many_sellers_all_reach_the_order(shopper):
    goods = [_goods(f"Toko dengan nama yang panjang sekali nomor {n}", own=n == 0, own_fees={LICIN: 4_000} if n == 0 else {})
             for n in range(9)]  # fmt: skip
    _fill(shopper, *goods)
    ways = {f"cara-{variant.product.business.slug}": "pickup" for variant in goods}
    page = _review(shopper, **ways, region="", address="")
    assert "Bayar Rp180.000" in page
