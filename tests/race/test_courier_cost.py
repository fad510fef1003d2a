"""A courier's price against the end of its order, on PostgreSQL: whoever is first, the seller bears the newest once."""

from functools import partial
from threading import Barrier

import pytest

from products.ledger.models import Journal
from products.orders.models import Order
from products.payments import courier_cost as module
from products.payments.complete import complete
from products.payments.courier_cost import courier_cost
from products.payments.models import Transfer
from products.payouts.proving.prove import prove
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.selling import shipped
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def booked() -> tuple[Order, str]:
    order = shipped(bought({VariantFactory(price=60_000): 1})[1][0])
    name = f"{order.number}-1"
    courier_cost(order=order, reference=name, rupiah=18_000)
    return order, name


def borne(order: Order) -> int:
    return -sum(Transfer.objects.filter(order=order, kind="parcel").values_list("amount", flat=True))


def test_a_new_price_and_the_end_at_once_are_both_counted() -> None:
    order, name = booked()
    news = partial(courier_cost, order=order, reference=name, rupiah=21_000)
    results = crowd([partial(complete, order=order), news, partial(complete, order=order), news], apart=0.01)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert (borne(order), prove()) == (21_000, [])


def test_the_same_news_eight_times_at_once_is_booked_once() -> None:
    order, name = booked()
    complete(order=order)
    results = crowd([partial(courier_cost, order=order, reference=name, rupiah=21_000)] * 8)
    assert sorted(results) == [False] * 7 + [True]
    assert (Journal.objects.filter(kind="courier").count(), borne(order), prove()) == (2, 21_000, [])


def test_without_the_lock_a_price_slips_past_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: it looks whether the order has ended, which it does before the price is written."""
    order, name = booked()
    looked, over = Barrier(2), Barrier(2)

    def charge(row: Order) -> int:
        more = real(row)
        looked.wait(20)
        over.wait(20)
        return more

    def end() -> None:
        looked.wait(20)
        complete(order=order)
        over.wait(20)

    real = module.charge
    monkeypatch.setattr(module, "locked_one", lambda rows: rows.get())
    monkeypatch.setattr(module, "charge", charge)
    results = crowd([partial(courier_cost, order=order, reference=name, rupiah=21_000), end])
    assert results == [True, None]
    assert (borne(order), [fault.code for fault in prove()]) == (18_000, ["parcel"])
