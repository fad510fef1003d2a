from typing import Any

import pytest
from django.test import Client

from products.care.complaints.file import complain
from products.catalogue.models import Variant
from products.orders.models import Order, Shipment
from products.orders.seller_queries import buckets_of
from products.payments.models import Refund
from products.stock.low import set_low_at
from products.stock.models import StockLevel
from rumah.businesses.models import Membership
from rumah.businesses.states import Role
from rumah.workspace.waiting import waiting_for
from tests.factories.businesses import MembershipFactory
from tests.factories.care import received
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP, buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> Membership:
    row: Membership = MembershipFactory(role=Role.COMPANION)
    client.force_login(row.user)
    return row


@pytest.fixture
def variant(member: Membership) -> Variant:
    made: Variant = VariantFactory(product=ProductFactory(business=member.business), stock=50)
    return made


def sold(variant: Variant, quantity: int = 3) -> Order:
    return bought({variant: quantity}, delivery=SHIP)[1][0]


def test_new_to_handed_over_in_three_posts(client: Client, member: Membership, variant: Variant) -> None:
    order = sold(variant)
    where = f"/toko-saya/{member.business.slug}/pesanan/{order.number}/"
    page = client.get(where).content.decode()
    shown = ("Siti Aminah", "Jalan Ijen 12", "0812-3456-7890", order.number, "Terima sebelum")
    assert [word in page for word in shown] == [True] * 5
    assert "https://wa.me/6281234567890?text=Halo%20Siti%20Aminah" in page
    client.post(f"{where}terima/")
    client.post(f"{where}kemas/")
    answer = client.post(f"{where}kirim/", {"courier": "JNE", "tracking_number": "JP 123", "seen": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (302, where)
    order.refresh_from_db()
    assert (order.fulfilment, order.courier, order.tracking_number) == ("shipped", "JNE", "JP 123")
    assert order.packed_at is not None


def test_in_part_and_what_is_wrong_keeps_what_was_typed(client: Client, member: Membership, variant: Variant) -> None:
    order = sold(variant)
    line = order.lines.get().pk
    where = f"/toko-saya/{member.business.slug}/pesanan/{order.number}/"
    client.post(f"{where}terima/")
    answer = client.post(f"{where}kirim/", {"tracking_number": "JP 123", "seen": "0", f"pieces.{line}": "9"})
    page = answer.content.decode()
    assert (answer.status_code, Shipment.objects.count()) == (400, 0)
    assert "<title>Galat: " in page
    assert 'value="JP 123"' in page
    assert "Tulis nama kurir yang membawa paket." in page
    client.post(f"{where}kirim/", {"courier": "JNE", "seen": "0", f"pieces.{line}": "2"})
    again = client.post(f"{where}kirim/", {"courier": "JNE", "seen": "0", f"pieces.{line}": "1"})
    assert again.status_code == 400
    assert 'name="seen" value="2"' in again.content.decode()
    page = client.get(where).content.decode()
    assert [word in page for word in ("dikirim sebagian", "2 dikirim, 1 belum")] == [True, True]
    assert (
        "dikirim sebagian" in client.get(f"/toko-saya/{member.business.slug}/pesanan/?status=to_ship").content.decode()
    )
    client.post(f"{where}kirim/", {"courier": "JNE", "seen": "2"})
    order.refresh_from_db()
    assert (order.fulfilment, Shipment.objects.count()) == ("shipped", 2)


def test_cancelling_wants_a_reason_and_gives_the_money_back(
    client: Client, member: Membership, variant: Variant
) -> None:
    order = sold(variant)
    where = f"/toko-saya/{member.business.slug}/pesanan/{order.number}/"
    assert client.post(f"{where}batal/", {"reason": "", "words": " "}).status_code == 400
    assert not Refund.objects.exists()
    client.post(f"{where}batal/", {"reason": "Barang habis", "words": ""})
    order.refresh_from_db()
    refund = Refund.objects.get()
    assert (order.fulfilment, refund.amount, refund.reason) == ("cancelled", order.total, "Barang habis")


def test_buckets_count_to_a_cap_and_search_finds_only_ones_own(
    client: Client, member: Membership, variant: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = [sold(variant, 1) for _turn in range(3)]
    buy({variant: 1})
    foreign = sold(VariantFactory(), 1)
    monkeypatch.setattr("products.orders.seller_queries.CAP", 2)
    assert [(one.code, one.count) for one in buckets_of(member.business)] == [
        ("to_accept", "2+"), ("to_ship", "0"), ("waiting", "1"), ("shipped", "0"), ("completed", "0"), ("cancelled", "0"),
    ]  # fmt: skip
    where = f"/toko-saya/{member.business.slug}/pesanan/"
    page = client.get(f"{where}?q={orders[1].number[:11].lower()}").content.decode()
    assert [order.number in page for order in (*orders, foreign)] == [False, True, False, False]
    page = client.get(f"{where}?q=aminah").content.decode()
    assert [order.number in page for order in (*orders, foreign)] == [True, True, True, False]
    assert "Tulis sedikitnya tiga huruf." in client.get(f"{where}?q=am").content.decode()


def test_the_ticked_are_accepted_and_a_strangers_stops_them_all(
    client: Client, member: Membership, variant: Variant
) -> None:
    one, two, foreign = sold(variant, 1), sold(variant, 1), sold(VariantFactory(), 1)
    where = f"/toko-saya/{member.business.slug}/pesanan/"
    client.post(f"{where}terima/", {"nomor": [one.number, foreign.number]})
    assert set(Order.objects.values_list("fulfilment", flat=True)) == {"to_accept"}
    answer = client.post(f"{where}terima/", {"nomor": [one.number, two.number]})
    assert answer.headers["Location"] == f"{where}?status=to_ship"
    assert list(Order.objects.order_by("pk").values_list("fulfilment", flat=True)) == [
        "to_ship",
        "to_ship",
        "to_accept",
    ]


def test_a_threshold_for_ones_own_variants_alone(client: Client, member: Membership, variant: Variant) -> None:
    where = f"/toko-saya/{member.business.slug}/stok-menipis/"
    client.post(where, {"varian": variant.pk, "low_at": "60"})
    assert StockLevel.objects.get(pk=variant.pk).low_at == 60
    assert "sisa 50" in client.get(where).content.decode()
    client.post(where, {"varian": variant.pk, "low_at": ""})
    assert StockLevel.objects.get(pk=variant.pk).low_at is None
    other = VariantFactory()
    assert client.post(where, {"varian": other.pk, "low_at": "1"}).status_code == 404
    assert StockLevel.objects.get(pk=other.pk).low_at is None


def test_a_refused_threshold_comes_back_as_it_was_typed(client: Client, member: Membership, variant: Variant) -> None:
    where = f"/toko-saya/{member.business.slug}/stok-menipis/"
    answer = client.post(where, {"varian": variant.pk, "low_at": "2000000"})
    page = answer.content.decode()
    assert (answer.status_code, StockLevel.objects.get(pk=variant.pk).low_at) == (400, None)
    assert [word in page for word in ("<title>Galat: ", 'value="2000000"', "0 dan 1.000.000")] == [True] * 3


def test_the_overview_says_what_waits(
    client: Client, member: Membership, variant: Variant, django_assert_max_num_queries: Any
) -> None:
    where = f"/toko-saya/{member.business.slug}/"
    assert waiting_for(member.business) == []
    for status in ("to_accept", "to_ship", "to_ship", "completed"):
        Order.objects.filter(pk=sold(variant, 1).pk).update(fulfilment=status)
    complain(line=received(variant, upto="shipped"), reason="damaged", text="Dua bungkus sobek.", wish="refund_all")
    sold(VariantFactory())
    set_low_at(variant=variant, low_at=60, actor=None)
    with django_assert_max_num_queries(4):
        rows = waiting_for(member.business)
    assert [(row.label, row.count, row.url) for row in rows] == [
        ("Pesanan perlu diterima", "1", f"{where}pesanan/?status=to_accept"),
        ("Pesanan perlu dikirim", "2", f"{where}pesanan/?status=to_ship"),
        ("Keluhan menunggu jawaban Anda", "1", f"{where}keluhan/"),
        ("Stok menipis", "1", f"{where}stok-menipis/"),
    ]
    assert "Menunggu Anda" in client.get(where).content.decode()
