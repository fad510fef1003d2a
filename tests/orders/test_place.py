from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import override_settings

from products.orders.models import Order, OrderLine, Purchase
from products.orders.place import DeliveryChoice, IdempotencyMismatch, Line, place
from products.stock.models import Reservation, StockLevel
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.orders import BUYER, PICKUP, SHIP, buy

pytestmark = pytest.mark.django_db


def _nothing_happened():
    return not (
        Purchase.objects.exists()
        or Order.objects.exists()
        or Reservation.objects.exists()
        or OutboxMessage.objects.exists()
        or AuditEntry.objects.exists()
        or StockLevel.objects.filter(reserved__gt=0).exists()
    )


def test_one_purchase_becomes_one_order_a_seller_and_everything_adds_up():
    first, second = BusinessFactory(), BusinessFactory()
    chips = VariantFactory(product__business=first, product__name="Keripik", price=15_000, weight=250)
    syrup = VariantFactory(product__business=first, price=30_000, weight=900)
    cloth = VariantFactory(product__business=second, name="Biru", price=200_000, weight=300)
    purchase = buy({cloth: 1, chips: 2, syrup: 1}, delivery=SHIP)
    orders = list(Order.objects.filter(purchase=purchase).order_by("number"))
    assert [(o.number, o.business, o.items_total, o.shipping_fee, o.weight) for o in orders] == [
        (f"{purchase.number}-1", first, 60_000, 13_000, 1_400),
        (f"{purchase.number}-2", second, 200_000, 9_000, 300),
    ]
    assert (purchase.items_total, purchase.shipping_total, purchase.total) == (260_000, 22_000, 282_000)
    assert {o.fulfilment for o in orders} == {"waiting"}
    line = OrderLine.objects.get(variant=chips)
    assert (line.product_name, line.unit_price, line.quantity, line.total) == ("Keripik", 15_000, 2, 30_000)


@override_settings(PAYMENT_WINDOW_MINUTES=45)
def test_the_purchase_keeps_names_address_and_deadline_of_the_day():
    purchase = buy({VariantFactory(): 1}, delivery=SHIP)
    assert purchase.payment_state == "awaiting"
    assert purchase.expires_at - purchase.placed_at == timedelta(minutes=45)
    assert (purchase.buyer_name, purchase.buyer_phone) == ("Siti Aminah", "+6281234567890")
    assert purchase.address_snapshot == ("Jalan Ijen 12, RT 2 RW 1, Licin, Licin, Kabupaten Banyuwangi, Jawa Timur")
    variant = OrderLine.objects.get().variant
    variant.price = 99_000
    variant.save()
    assert OrderLine.objects.get().unit_price == 15_000


def test_the_number_can_be_read_out_and_not_be_guessed():
    numbers = {buy({VariantFactory(): 1}).number for _ in range(5)}
    assert len(numbers) == 5
    for number in numbers:
        assert number.startswith("RK-")
        assert len(number) == 11
        assert not set(number[3:]) & set("01IO")


def test_stock_is_held_and_the_confirmation_is_queued_in_the_same_transaction():
    variant = VariantFactory(stock=5)
    purchase = buy({variant: 2})
    assert Reservation.objects.get().reference == purchase.number
    message = OutboxMessage.objects.get()
    assert (message.channel, message.to) == ("email", "siti@contoh.id")
    assert purchase.number in message.subject
    assert f"/pesanan/{purchase.number}/?t=" in message.body
    assert AuditEntry.objects.get(verb="orders.place").data == {"total": 30_000}


def test_without_an_email_the_confirmation_goes_to_the_phone():
    buy({VariantFactory(): 1}, buyer=replace(BUYER, email=""))
    message = OutboxMessage.objects.get()
    assert (message.channel, message.to) == ("whatsapp", "+6281234567890")


def test_two_lines_of_one_variant_are_added_up_before_the_guard():
    variant = VariantFactory(stock=3)
    with pytest.raises(Conflict) as caught:
        place(lines=[Line(variant.pk, 2), Line(variant.pk, 2)], buyer=BUYER, delivery=PICKUP)
    assert [(p.field, p.code) for p in caught.value.problems] == [("lines.0", "short")]
    assert _nothing_happened()


def test_every_short_line_is_named_by_its_place():
    lines = [Line(VariantFactory(stock=s).pk, 2) for s in (1, 9, 0)]
    with pytest.raises(Conflict) as caught:
        place(lines=lines, buyer=BUYER, delivery=PICKUP)
    assert [(p.field, p.code) for p in caught.value.problems] == [("lines.0", "short"), ("lines.2", "short")]
    assert _nothing_happened()


def test_a_changed_price_is_told_and_not_charged():
    variant = VariantFactory(price=20_000, product__name="Kopi")
    with pytest.raises(Conflict) as caught:
        place(lines=[Line(variant.pk, 1, 18_000)], buyer=BUYER, delivery=PICKUP)
    assert [(p.field, p.code, str(p.message)) for p in caught.value.problems] == [
        ("lines.0", "price", "Harga Kopi kini Rp20.000. Periksa lagi sebelum membayar.")
    ]
    assert _nothing_happened()


def test_what_is_no_longer_sold_cannot_be_bought():
    hidden = VariantFactory(product=ProductFactory(is_listed=False))
    inactive = VariantFactory(is_active=False)
    lines = [Line(hidden.pk, 1), Line(inactive.pk, 1), Line(987_654_321, 1)]
    with pytest.raises(Conflict) as caught:
        place(lines=lines, buyer=BUYER, delivery=PICKUP)
    assert [(p.field, p.code) for p in caught.value.problems] == [(f"lines.{i}", "gone") for i in range(3)]
    assert _nothing_happened()


@pytest.mark.parametrize("quantity", [0, -1, 1_000])
def test_an_impossible_quantity_is_refused(quantity):
    with pytest.raises(Conflict) as caught:
        place(lines=[Line(VariantFactory(stock=5).pk, quantity)], buyer=BUYER, delivery=PICKUP)
    assert [(p.field, p.code) for p in caught.value.problems] == [("lines.0", "quantity")]
    assert _nothing_happened()


def test_an_empty_purchase_is_refused():
    with pytest.raises(Conflict, match="Keranjang kosong"):
        place(lines=[], buyer=BUYER, delivery=PICKUP)


def test_everything_wrong_with_the_buyer_is_told_at_once():
    with pytest.raises(DomainError) as caught:
        place(
            lines=[Line(VariantFactory().pk, 1)],
            buyer=replace(BUYER, name=" ", phone="123", email="siti@"),
            delivery=DeliveryChoice("ship", "35", ""),
        )
    assert [p.field for p in caught.value.problems] == [
        "buyer.name", "buyer.phone", "buyer.email", "delivery.region", "delivery.address",
    ]  # fmt: skip
    assert _nothing_happened()


def test_the_same_key_and_content_give_the_same_purchase():
    variant = VariantFactory(stock=5)
    first = buy({variant: 2}, idempotency_key="k-1")
    again = buy({variant: 2}, idempotency_key="k-1")
    assert again.pk == first.pk
    assert Purchase.objects.count() == 1
    assert StockLevel.objects.get().reserved == 2
    assert OutboxMessage.objects.count() == 1


def test_the_same_key_with_other_content_is_refused():
    variant = VariantFactory(stock=5)
    buy({variant: 2}, idempotency_key="k-1")
    with pytest.raises(IdempotencyMismatch) as caught:
        buy({variant: 3}, idempotency_key="k-1")
    assert (caught.value.status, caught.value.problems[0].code) == (422, "idempotency_mismatch")
    assert StockLevel.objects.get().reserved == 2


def test_the_same_key_still_answers_when_the_last_piece_went_to_that_purchase():
    variant = VariantFactory(stock=1)
    first = buy({variant: 1}, idempotency_key="k-1")
    assert buy({variant: 1}, idempotency_key="k-1").pk == first.pk


@pytest.mark.parametrize("count", [2, 6])
def test_placing_costs_one_query_a_line_and_eleven_more(count, django_assert_num_queries):
    variants = {VariantFactory(): 1 for _ in range(count)}
    buy({VariantFactory(): 1})
    # key, variants, zones, reservations, shelves, purchase, commission, orders, lines, message, audit; two savepoints
    # of two each
    with django_assert_num_queries(count + 15):
        place(lines=[Line(v.pk, 1) for v in variants], buyer=BUYER, delivery=SHIP, idempotency_key="k-1")
