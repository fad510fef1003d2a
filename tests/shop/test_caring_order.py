from urllib.parse import quote

import pytest
from django.test import Client

from products.care.complaints.answer import answer
from products.care.complaints.file import complain
from products.care.couriers import tracking_link
from products.care.models import Complaint, Review
from products.care.reviews.write import write
from products.orders.links import purchase_path, purchase_token
from products.orders.models import CartLine, Order
from products.stock.models import StockLevel
from rumah.core.models import AuditEntry
from tests.factories.care import received
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, SHIP, buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TEXT = "Dua bungkus sobek dan isinya lembap."


def page(client, line):
    return client.get(purchase_path(line.order.purchase)).content.decode()


def post(line, what, **data):
    """A browser sends `Origin: null` from a page with `no-referrer`, and no token of Django's."""
    number = line.order.purchase.number
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/pesanan/{number}/{what}", {"t": purchase_token(number), **data}, headers={"Origin": "null"})


def test_the_buyer_confirms_receipt_and_is_offered_a_review(client):
    line = received(upto="shipped")
    before = page(client, line)
    assert "Barang sudah saya terima" in before
    assert "Tulis ulasan" not in before
    assert "Ada masalah?" in before
    response = post(line, "terima/", pesanan=line.order.number)
    assert (response.status_code, response["Location"]) == (303, purchase_path(line.order.purchase))
    assert Order.objects.get().fulfilment == "completed"
    after = page(client, line)
    assert "Barang sudah saya terima" not in after
    assert f"/ulas/{line.pk}/?t=" in after
    post(line, "terima/", pesanan=line.order.number)
    assert AuditEntry.objects.filter(verb="orders.fulfilment", data__after="completed").count() == 1


def test_another_s_order_cannot_be_confirmed():
    mine, other = received(upto="shipped"), received(upto="shipped")
    assert post(mine, "terima/", pesanan=other.order.number).status_code == 404
    assert post(mine, "terima/").status_code == 404
    assert set(Order.objects.values_list("fulfilment", flat=True)) == {"shipped"}


def test_a_complaint_takes_the_button_away_and_holds_a_page_that_is_open_still(client):
    line = received(upto="shipped")
    complain(line=line, reason="damaged", text=TEXT, wish="send_again")
    html = page(client, line)
    assert "Uang pesanan ini ditahan sampai selesai." in html
    assert "Barang sudah saya terima" not in html
    assert "Keluhan: menunggu jawaban penjual" in " ".join(html.split())
    post(line, "terima/", pesanan=line.order.number)
    assert Order.objects.get().fulfilment == "shipped"


def test_nothing_of_this_is_shown_before_it_is_sent(client, django_assert_num_queries):
    line = received(upto="paid")
    with django_assert_num_queries(4):
        html = page(client, line)
    for words in ("Ada masalah?", "Tulis ulasan", "Barang sudah saya terima"):
        assert words not in html


def test_the_page_costs_three_queries_more_for_any_number_of_lines(client, django_assert_num_queries):
    purchase = buy({VariantFactory(): 1 for _n in range(5)})
    Order.objects.update(fulfilment="completed")
    lines = [line for order in purchase.orders.all() for line in order.lines.select_related("order", "variant")]
    write(line=lines[0], stars=4)
    complain(line=lines[1], reason="damaged", text=TEXT, wish="other")
    with django_assert_num_queries(7):
        html = client.get(purchase_path(purchase)).content.decode()
    assert "Ulasan Anda: 4 dari 5 bintang" in html
    assert html.count("Tulis ulasan") == 4


@pytest.mark.parametrize(
    ("courier", "number", "link"),
    [
        ("AnterAja", "10001234567890", "https://anteraja.id/tracking/10001234567890"),
        ("Lion Parcel", "11LP1776", "https://lionparcel.com/track/stt?q=11LP1776"),
        ("ninja xpress", "NLIDAP123", "https://www.ninjaxpress.co/id-id/tracking?id=NLIDAP123"),
        ("JNE REG", "JX-012345", "https://www.jne.co.id/tracking-package"),
        ("J&T Express", "JP1234567", "https://www.jet.co.id/track"),
        ("Pos", "P2411000001", "https://www.posindonesia.co.id/id/tracking"),
        ("Pos Indonesia", "P2411000001", "https://www.posindonesia.co.id/id/tracking"),
        ("Posko Pak Budi", "P2411000001", ""),
        ("Kurir desa", "123456", ""),
        ("JNE", "", ""),
        ("AnterAja", '" onclick=x', ""),
    ],
)
def test_known_couriers_have_a_link_and_others_their_plain_number(courier, number, link):
    assert tracking_link(courier, number) == link


def test_the_parcel_can_be_followed_from_the_page(client):
    purchase = buy({VariantFactory(): 1}, delivery=SHIP)
    Order.objects.update(fulfilment="shipped", courier="AnterAja", tracking_number="10001234567890")
    html = client.get(purchase_path(purchase)).content.decode()
    assert 'href="https://anteraja.id/tracking/10001234567890"' in html
    assert "Lacak di AnterAja" in html
    question = quote(f"Halo, saya ingin bertanya tentang pesanan {purchase.number}-1.")
    assert f"?text={question}" in html


def test_buying_again_takes_what_can_be_bought_and_names_the_rest(client):
    names = ("Keripik", "Sambal", "Kopi", "Gula")
    keripik, sambal, kopi, gula = (VariantFactory(product__name=name, price=20_000) for name in names)
    purchase = buy({keripik: 2, sambal: 3, kopi: 1, gula: 1})
    Order.objects.update(fulfilment="completed")
    type(purchase).objects.update(payment_state="paid", paid_at=purchase.placed_at)
    StockLevel.objects.filter(pk=sambal.pk).update(on_hand=5, reserved=3)
    StockLevel.objects.filter(pk=kopi.pk).update(on_hand=1, reserved=1)
    type(gula.product).objects.filter(pk=gula.product_id).update(is_listed=False)
    assert "Beli lagi" in client.get(purchase_path(purchase)).content.decode()
    shopper = Client(enforce_csrf_checks=True)
    data = {"t": purchase_token(purchase.number)}
    response = shopper.post(f"/pesanan/{purchase.number}/lagi/", data, headers={"Origin": "null"})
    assert (response.status_code, response["Location"]) == (303, "/keranjang/")
    assert dict(CartLine.objects.values_list("variant", "quantity")) == {keripik.pk: 2, sambal.pk: 2}
    html = shopper.get("/keranjang/").content.decode()
    for words in (
        "2 barang masuk keranjang.", "Sambal: hanya 2 dari 3 yang tersedia.", "Kopi: Stok habis.",
        "Gula: Produk ini tidak dijual lagi.",
    ):  # fmt: skip
        assert words in html


@pytest.mark.parametrize("what", ["terima/", "lagi/", "ulas/{line}/", "keluhan/baru/{line}/", "keluhan/{c}/cabut/"])
def test_without_the_link_s_token_nothing_is_there_and_nothing_changes(client, what):
    line, other = received(), received()
    complaint = complain(line=line, reason="damaged", text=TEXT, wish="other")
    path = f"/pesanan/{line.order.purchase.number}/{what.format(line=line.pk, c=complaint.pk)}"
    stranger = UserFactory()
    client.force_login(stranger)
    data = {"stars": 5, "reason": "wrong", "text": TEXT, "wish": "other", "pesanan": line.order.number}
    for token in ("", "x", purchase_token(other.order.purchase.number)):
        assert client.post(path, {"t": token, **data}).status_code == 404
        assert client.get(path, {"t": token}).status_code in {404, 405}
    assert not Review.objects.exists()
    assert Complaint.objects.get().state == "open"
    assert not CartLine.objects.exists()


def test_own_purchases_with_their_states_page_by_page(client, django_assert_num_queries):
    person, stranger = UserFactory(), UserFactory()
    mine = [buy({VariantFactory(): 1, VariantFactory(): 2}, buyer=BUYER.__class__("Siti", "081234567890", "", person)) for _n in range(3)]  # fmt: skip
    theirs = buy({VariantFactory(): 1}, buyer=BUYER.__class__("Budi", "081234567890", "", stranger))
    assert client.get("/akun/pembelian/")["Location"] == "/akun/masuk/?next=/akun/pembelian/"
    client.force_login(person)
    with django_assert_num_queries(6):
        html = client.get("/akun/pembelian/").content.decode()
    assert [number for number in (p.number for p in mine) if number in html] == [p.number for p in mine]
    assert theirs.number not in html
    assert "menunggu pembayaran" in html
    assert client.get(f"/akun/pembelian/{mine[0].number}/")["Location"] == purchase_path(mine[0])
    assert client.get(f"/akun/pembelian/{theirs.number}/").status_code == 404
    assert "/akun/pembelian/" in client.get("/akun/").content.decode()


def test_the_pages_in_english(client):
    line = received(upto="shipped")
    complaint = complain(line=line, reason="damaged", text=TEXT, wish="other")
    answer(complaint=complaint, offer="refund_part", amount=5_000, actor=None)
    client.cookies["bahasa"] = "en"
    number, token = line.order.purchase.number, purchase_token(line.order.purchase.number)
    html = client.get(f"/pesanan/{number}/keluhan/{complaint.pk}/", {"t": token}).content.decode()
    for words in ("Complaint", "Accept the offer", "Ask staff to decide", "money back in part (Rp5.000)"):
        assert words in html, words
