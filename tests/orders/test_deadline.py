from datetime import timedelta

import pytest
from pytest_django import Settings

from products.orders.deadline import accept_by
from products.orders.fulfil import accept
from products.orders.models import Order
from products.orders.remind import remind_due
from products.payments.models import Refund
from products.payments.unaccepted import cancel_unaccepted
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought

pytestmark = pytest.mark.django_db


def waiting(hours: int) -> Order:
    order = bought({VariantFactory(stock=5): 2})[1][0]
    Order.objects.filter(pk=order.pk).update(changed_at=clock.now() - timedelta(hours=hours))
    order.refresh_from_db()
    return order


def test_the_seller_is_led_straight_to_a_new_order() -> None:
    order = waiting(0)
    body = OutboxMessage.objects.get(dedupe_key=f"order:{order.pk}:new:seller").body
    assert body.endswith(f"\n\nhttp://testserver/toko-saya/{order.business.slug}/pesanan/{order.number}/")


def test_a_reminder_comes_once_and_in_time(settings: Settings) -> None:
    settings.ACCEPT_WITHIN_DAYS, settings.ACCEPT_REMIND_HOURS = 2, 12
    early, late, done = waiting(35), waiting(37), waiting(37)
    accept(order=done, actor=None)
    assert (remind_due(), remind_due()) == (1, 0)
    (message,) = OutboxMessage.objects.filter(dedupe_key__contains=":remind:")
    assert message.dedupe_key == f"order:{late.pk}:remind:seller"
    until = accept_by(late)
    assert until == late.changed_at + timedelta(days=2)
    assert f"{clock.local(until):%d-%m-%Y %H.%M} WIB" in message.body
    early.refresh_from_db()
    assert early.reminded_at is None
    assert accept_by(Order.objects.get(pk=done.pk)) is None


def test_what_nobody_accepts_goes_back_with_its_money() -> None:
    late, early, done = waiting(49), waiting(47), waiting(49)
    accept(order=done, actor=None)
    assert (cancel_unaccepted(), cancel_unaccepted()) == (1, 0)
    states = dict(Order.objects.values_list("pk", "fulfilment"))
    assert states == {late.pk: "cancelled", early.pk: "to_accept", done.pk: "to_ship"}
    (refund,) = Refund.objects.all()
    assert (refund.order_id, refund.amount) == (late.pk, late.total)
    assert StockLevel.objects.get(pk=late.lines.get().variant_id).on_hand == 5
