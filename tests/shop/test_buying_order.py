from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from products.orders.fulfil import accept
from products.orders.hand_over import hand_over
from products.orders.links import purchase_path, purchase_token
from products.orders.models import Order, Purchase
from products.payments.models import Attempt, Refund
from products.payments.start import start
from products.shop.buying.truth import time_left, truth
from products.stock.models import StockLevel
from rumah.core import clock
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP, buy
from tests.peers import paying
from tests.peers.shared import served

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    with served() as url:
        settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
        yield url


def _page(client, purchase):
    return client.get(purchase_path(purchase)).content.decode()


def _post(client, purchase, what):
    path = f"/pesanan/{purchase.number}/{what}/"
    # A browser sends `Origin: null` from a page with `no-referrer`.
    return client.post(path, {"t": purchase_token(purchase.number), "cara": "stripe"}, headers={"Origin": "null"})


def test_the_page_tells_everything_about_the_purchase(client, django_assert_num_queries):
    seller = BusinessFactory(name="Dapur", phone="+6281200001111")
    purchase = buy({VariantFactory(product__business=seller, product__name="Keripik", price=15_000): 2}, delivery=SHIP)
    with django_assert_num_queries(4):
        response = client.get(purchase_path(purchase))
    page = response.content.decode()
    question = quote(f"Halo, saya ingin bertanya tentang pesanan {purchase.number}-1.")
    for text in (
        purchase.number, "Menunggu pembayaran", "sisa 1 jam", f"{clock.local(purchase.expires_at):%H.%M} WIB", "Dapur",
        "Keripik", "Rp30.000", "Rp9.000", "Bayar Rp39.000", "0812-3456-7890", "Licin, Kabupaten Banyuwangi",
        f"https://wa.me/6281200001111?text={question}", "menunggu pembayaran",
    ):  # fmt: skip
        assert text in page
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_wrong_or_missing_token_is_as_good_as_no_purchase(client):
    purchase, other = buy({VariantFactory(): 1}), buy({VariantFactory(): 1})
    for token in ("", "x", purchase_token(other.number), purchase_token(purchase.number)[:-1] + "ÿ"):
        assert client.get(f"/pesanan/{purchase.number}/", {"t": token}).status_code == 404
        for what in ("bayar", "batal"):
            assert client.post(f"/pesanan/{purchase.number}/{what}/", {"t": token}).status_code == 404
    assert client.get("/pesanan/RK-NOTHERE1/", {"t": purchase_token("RK-NOTHERE1")}).status_code == 404
    purchase.refresh_from_db()
    assert purchase.payment_state == "awaiting"
    assert not Attempt.objects.exists()


def test_paying_from_the_page_leads_to_the_provider(client, provider):
    purchase = buy({VariantFactory(): 1})
    response = _post(Client(enforce_csrf_checks=True), purchase, "bayar")
    assert (response.status_code, response["Location"]) == (303, Attempt.objects.get().url)


def test_coming_back_from_the_provider_asks_it_and_then_shows_the_clean_page(client, provider):
    purchase = buy({VariantFactory(stock=3): 1})
    attempt = start(purchase=purchase)
    paying.choose(attempt, "kabar-hilang")
    response = client.get(purchase_path(purchase) + "&kembali=1")
    assert (response.status_code, response["Location"]) == (303, purchase_path(purchase))
    page = _page(client, purchase)
    assert "Dibayar" in page
    assert "menunggu penjual" in page
    assert "Bayar Rp" not in page
    assert "Batalkan</button>" not in page
    assert StockLevel.objects.get().on_hand == 2


def test_coming_back_without_having_paid_still_waits(client, provider):
    purchase = buy({VariantFactory(): 1})
    start(purchase=purchase)
    client.get(purchase_path(purchase) + "&kembali=1")
    assert "Menunggu pembayaran" in _page(client, purchase)


def test_the_buyer_cancels_before_paying(client, provider):
    purchase = buy({VariantFactory(stock=3): 1})
    attempt = start(purchase=purchase)
    response = _post(Client(enforce_csrf_checks=True), purchase, "batal")
    assert (response.status_code, response["Location"]) == (303, purchase_path(purchase))
    attempt.refresh_from_db()
    assert attempt.state == "expired"
    page = _page(client, purchase)
    assert "Pembelian ini dibatalkan. Belum ada uang yang diambil." in page
    assert "Bayar Rp" not in page
    assert StockLevel.objects.get().reserved == 0


def test_money_that_is_there_already_wins_over_cancelling(client, provider):
    purchase = buy({VariantFactory(): 1})
    paying.choose(start(purchase=purchase), "kabar-hilang")
    response = _post(client, purchase, "batal")
    page = client.get(response["Location"]).content.decode()
    assert "Pembelian ini sekarang dibayar, jadi hal itu tidak bisa dilakukan." in page
    assert "Penjual menyiapkan pesanan Anda." in page


def test_while_the_provider_is_silent_nothing_is_cancelled(client, provider, settings):
    purchase = buy({VariantFactory(): 1})
    start(purchase=purchase)
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    _post(client, purchase, "batal")
    purchase.refresh_from_db()
    assert purchase.payment_state == "awaiting"
    assert Order.objects.get().fulfilment == "waiting"


def test_after_the_deadline_the_page_promises_nothing(client):
    purchase = buy({VariantFactory(): 1})
    Purchase.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    page = _page(client, purchase)
    assert "Waktu bayar sudah lewat. Kami sedang memeriksa apakah ada pembayaran yang masuk." in page
    assert "Bayar Rp" not in page


def test_the_tracking_number_is_shown_once_the_parcel_is_on_its_way(client):
    purchase = buy({VariantFactory(): 1}, delivery=SHIP)
    Order.objects.update(fulfilment="shipped", courier="JNE", tracking_number="JX-0123")
    page = _page(client, purchase)
    assert "JNE" in page
    assert "JX-0123" in page


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        ("awaiting", "warn", "Stok kami simpan"),
        ("failed", "bad", "belum ada uang yang diambil"),
        ("paid", "ok", "sudah kami terima"),
        ("expired", "warn", "Belum ada uang yang diambil"),
        ("cancelled", "info", "dibatalkan"),
        ("refund_due", "warn", "mengembalikan dana"),
        ("review", "warn", "jangan bayar lagi"),
    ],
)
def test_every_status_has_its_sentence(code, kind, says):
    told = truth(Purchase(expires_at=clock.now() + timedelta(minutes=10)), code)
    assert told.kind == kind
    assert says in told.text
    assert told.can_pay is (code in {"awaiting", "failed"})


@pytest.mark.parametrize(
    ("code", "states", "title"),
    [
        ("paid", ["to_ship", "completed"], "Dibayar"),
        ("paid", ["shipped", "completed", "cancelled"], "Dalam perjalanan"),
        ("paid", ["completed", "cancelled"], "Selesai"),
        ("paid", ["cancelled"], "Dibatalkan"),
        ("cod", ["to_accept"], "Dipesan, bayar di tempat"),
        ("cod", ["shipped"], "Dalam perjalanan"),
        ("cod", ["completed"], "Selesai"),
        ("cod", ["cancelled"], "Dibatalkan"),
        ("refund_due", ["cancelled"], "Dana akan dikembalikan"),
    ],
)
def test_the_sentence_follows_the_goods(code, states, title):
    told = truth(Purchase(), code, [Order(fulfilment=state) for state in states])
    assert told.title == title
    assert ("uang tunai" in told.text) is (code == "cod" and states[0] in {"to_accept", "shipped"})


@pytest.mark.parametrize(
    ("seconds", "words"), [(-1, ""), (0, ""), (30, "1 menit"), (3_600, "1 jam"), (5_400, "1 jam 30 menit")]
)
def test_time_left_is_told_in_hours_and_minutes(seconds, words, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    assert time_left(now + timedelta(seconds=seconds)) == words


def test_a_paid_order_is_called_off_before_the_seller_takes_it_on(client):
    variant = VariantFactory(price=15_000, stock=5)
    purchase, (order,) = bought({variant: 2})
    assert "menunggu penjual" in _page(client, purchase)
    path, data = f"/pesanan/{purchase.number}/{order.number}/batal/", {"t": purchase_token(purchase.number)}
    assert client.post(path, {"t": "x", "alasan": "Salah pesan"}).status_code == 404
    assert client.post(path.replace(order.number, "RK-X-1"), data).status_code == 404
    assert "Tulis alasan pembatalan." in client.post(path, data, follow=True).content.decode()
    assert Order.objects.get().fulfilment == "to_accept"
    page = client.post(path, {**data, "alasan": "Salah pesan"}, follow=True).content.decode()
    assert "Dana untuk pesanan ini dikembalikan kepada Anda." in page
    assert "Batalkan dan kembalikan dana" not in page
    assert (Order.objects.get().fulfilment, Refund.objects.get().amount) == ("cancelled", 30_000)
    assert StockLevel.objects.get(pk=variant.pk).on_hand == 5


def test_every_parcel_has_its_number(client):
    first, second = VariantFactory(stock=5), VariantFactory(stock=5)
    second.product.business = first.product.business
    second.product.save()
    purchase, (order,) = bought({first: 1, second: 1}, delivery=SHIP)
    accept(order=order, actor=None)
    for line, number in zip(order.lines.order_by("pk"), ("JP1", "JP2"), strict=True):
        hand_over(order=order, actor=None, pieces={line.pk: 1}, courier="JNE", tracking_number=number)
    page = _page(client, purchase)
    assert "<strong>JP1</strong>" in page
    assert "<strong>JP2</strong>" in page
