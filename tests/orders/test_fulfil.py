import pytest
from django.db import transaction

from products.orders.fulfil import accept, complete, ship
from products.orders.links import purchase_by_token, purchase_path, purchase_token
from products.orders.models import Order, Purchase
from products.orders.paid import paid
from products.orders.queries import orders_with_lines, purchases_of
from products.orders.seller_queries import in_bucket
from products.orders.states import FULFILMENT_ALLOWED, PAYMENT_ALLOWED, Fulfilment, PaymentState
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.locking import locked_one
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, SHIP, buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def _paid_order(**kwargs):
    purchase = buy({VariantFactory(): 1}, **kwargs)
    with transaction.atomic():
        paid(purchase=locked_one(Purchase.objects.filter(pk=purchase.pk)), at=clock.now())
    return Order.objects.select_related("purchase").get(purchase=purchase)


def test_a_parcel_goes_through_the_seller_s_three_steps():
    order, seller = _paid_order(delivery=SHIP), UserFactory()
    accept(order=order, actor=seller)
    ship(order=order, actor=seller, courier="JNE", tracking_number=" 0123 ")
    complete(order=order)
    order.refresh_from_db()
    assert (order.fulfilment, order.courier, order.tracking_number) == ("completed", "JNE", "0123")
    trail = AuditEntry.objects.filter(verb="orders.fulfilment", actor=seller).order_by("pk")
    assert [entry.data["after"] for entry in trail] == ["to_ship", "shipped"]
    assert "JNE: 0123" in OutboxMessage.objects.get(dedupe_key__endswith=":shipped").body


def test_a_step_taken_twice_is_taken_once():
    order = _paid_order()
    accept(order=order, actor=None)
    accept(order=order, actor=None)
    assert AuditEntry.objects.filter(verb="orders.fulfilment", data__after="to_ship").count() == 1
    assert OutboxMessage.objects.filter(dedupe_key__endswith=":to_ship").count() == 1


def test_a_parcel_needs_a_courier_and_a_pickup_does_not():
    parcel, pickup = _paid_order(delivery=SHIP), _paid_order()
    for order in (parcel, pickup):
        accept(order=order, actor=None)
    with pytest.raises(DomainError) as caught:
        ship(order=parcel, actor=None, courier=" ")
    assert caught.value.problems[0].field == "courier"
    ship(order=pickup, actor=None)
    parcel.refresh_from_db()
    pickup.refresh_from_db()
    assert (parcel.fulfilment, pickup.fulfilment) == ("to_ship", "shipped")


def test_nothing_is_sent_before_it_is_paid():
    purchase = buy({VariantFactory(): 1})
    order = purchase.orders.select_related("purchase").get()
    for step in (accept, complete):
        with pytest.raises(Conflict):
            step(order=order, actor=None)
    with pytest.raises(Conflict):
        ship(order=order, actor=None)
    order.refresh_from_db()
    assert order.fulfilment == "waiting"


def test_the_tables_know_every_word():
    assert set(PAYMENT_ALLOWED) == set(PaymentState.values)
    assert set(FULFILMENT_ALLOWED) == set(Fulfilment.values)


def test_a_link_opens_its_own_purchase_and_no_other():
    one, two = buy({VariantFactory(): 1}), buy({VariantFactory(): 1})
    assert purchase_by_token(one.number, purchase_token(one.number)) == one
    assert purchase_by_token(one.number, purchase_token(two.number)) is None
    assert purchase_by_token(one.number, "") is None
    assert purchase_by_token("RK-NOTHERE1", purchase_token("RK-NOTHERE1")) is None
    assert purchase_path(one) == f"/pesanan/{one.number}/?t={purchase_token(one.number)}"


def test_a_purchase_with_all_its_parts_takes_two_queries(django_assert_num_queries):
    variants = {VariantFactory(product__business=business): 1 for business in (BusinessFactory(), BusinessFactory())}
    purchase = buy(variants)
    with django_assert_num_queries(2):
        orders = orders_with_lines(purchase)
        seen = [(order.business.name, [line.variant.product.slug for line in order.lines.all()]) for order in orders]
    assert seen == [(v.product.business.name, [v.product.slug]) for v in variants]


def test_a_seller_sees_only_their_own_orders_by_bucket(django_assert_num_queries):
    mine, other = _paid_order(), _paid_order()
    accept(order=other, actor=None)
    seller = mine.business
    with django_assert_num_queries(3):
        rows = in_bucket(seller, "to_accept").rows
    assert rows == [mine]
    assert in_bucket(other.business, "to_accept").rows == []
    assert in_bucket(other.business, "to_ship").rows == [other]


def test_a_person_sees_only_their_own_purchases_newest_first():
    person, stranger = UserFactory(), UserFactory()
    placed = [buy({VariantFactory(): 1}, buyer=BUYER.__class__("Siti", "081234567890", "", person)) for _ in range(3)]
    first = purchases_of(person, size=2)
    second = purchases_of(person, size=2, cursor=first.next_cursor)
    assert [row.pk for row in [*first.rows, *second.rows]] == [p.pk for p in reversed(placed)]
    assert second.next_cursor == ""
    assert purchases_of(stranger).rows == []
