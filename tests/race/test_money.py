"""Many hands on money that leaves, on PostgreSQL: refunds, payouts, and completion against cancellation."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from products.orders.fulfil import accept, ship
from products.orders.models import Order
from products.payments import cancel_order as cancel_module
from products.payments import refund as refund_module
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund import refund
from products.payouts import batch as batch_module
from products.payouts.bank_file import export
from products.payouts.batch import batch
from products.payouts.models import BankFile, Payout, PayoutItem
from products.payouts.pay import mark_paid
from products.payouts.proving.prove import prove
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bank_has, bought
from tests.factories.people import UserFactory
from tests.factories.selling import banked, shipped, sold
from tests.race.crowd import crowd
from tests.race.unguarded import reading_together, without, without_unique

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def _errors(results: list[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


def _back(order: Order, key: str, amount: int = 20_000) -> Refund:
    with transaction.atomic():
        return refund(purchase=order.purchase, order=order, amount=amount, reason="Rusak", key=key)


def _unlocked(gate: threading.Barrier, model: type) -> Any:
    """Return a reader that takes no lock and waits until everybody has read."""

    def read(queryset):
        rows = list(queryset)
        if queryset.model is model:
            gate.wait(10)
        return rows

    return read


def test_eight_refunds_at_once_give_back_no_more_than_was_paid():
    _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    results = crowd([lambda key=f"k{n}": _back(order, key) for n in range(8)])
    assert [type(error) for error in _errors(results)] == [Conflict] * 7
    assert Refund.objects.get().amount == 20_000
    assert prove() == []


def test_one_key_at_once_is_one_refund():
    _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    results = crowd([lambda: _back(order, "k", 10_000)] * 8)
    assert _errors(results) == []
    assert {row.pk for row in results} == {Refund.objects.get().pk}
    assert prove() == []


def test_without_the_lock_only_the_database_stops_a_second_refund(monkeypatch: pytest.MonkeyPatch):
    """The negative control: the guard reads the same figures twice, and the CHECK behind it is what fails."""
    _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    gate = threading.Barrier(2)
    read = _unlocked(gate, Order)
    monkeypatch.setattr(refund_module, "locked", read)
    monkeypatch.setattr(refund_module, "locked_one", lambda queryset: read(queryset)[0])
    results = crowd([lambda key=f"k{n}": _back(order, key) for n in range(2)])
    assert [type(error) for error in _errors(results)] == [IntegrityError]
    assert Refund.objects.get().amount == 20_000


def test_without_lock_and_checks_more_goes_back_than_was_paid(monkeypatch: pytest.MonkeyPatch):
    """The same, with the CHECKs taken away too: the books notice."""
    _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    read = _unlocked(threading.Barrier(2), Order)
    monkeypatch.setattr(refund_module, "locked", read)
    monkeypatch.setattr(refund_module, "locked_one", lambda queryset: read(queryset)[0])
    with without(Attempt, "attempt_refunded_within"), without(Order, "order_refunded_within"):
        assert _errors(crowd([lambda key=f"k{n}": _back(order, key) for n in range(2)])) == []
        assert sum(Refund.objects.values_list("amount", flat=True)) == 40_000
        assert {fault.code for fault in prove()} == {"refunded"}


def test_a_refund_against_completion_is_taken_from_the_right_side():
    for _ in range(4):
        _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
        shipped(order)
        results = crowd([lambda: _back(order, f"k{order.pk}"), lambda: complete(order=order)])  # noqa: B023  # run here
        assert _errors(results) == []
        assert sum(Transfer.objects.filter(order=order).values_list("amount", flat=True)) == 10_000
    assert prove() == []


def test_eight_batches_at_once_pay_once():
    orders = [sold(VariantFactory(price=60_000)) for _ in range(3)]
    for order in orders:
        banked(order.business)
    results = crowd([batch] * 8)
    assert _errors(results) == []
    assert sorted(Payout.objects.values_list("business", "amount")) == sorted((o.business_id, 60_000) for o in orders)
    assert sum(len(made) for made in results) == 3
    assert prove() == []


def test_without_the_lock_only_the_database_stops_a_second_payout(monkeypatch: pytest.MonkeyPatch):
    """The negative control: both gather the same transfers, and the unique keys are what fails."""
    order = sold(VariantFactory(price=60_000))
    account = banked(order.business)
    monkeypatch.setattr(batch_module, "locked_one", reading_together(2, type(account)))
    results = crowd([batch] * 2)
    assert [type(error) for error in _errors(results)] == [IntegrityError]
    assert Payout.objects.count() == 1


def test_without_lock_and_keys_a_seller_is_paid_twice(monkeypatch: pytest.MonkeyPatch):
    """The same, with the keys of the database taken away too."""
    order = sold(VariantFactory(price=60_000))
    account = banked(order.business)
    monkeypatch.setattr(batch_module, "locked_one", reading_together(2, type(account)))
    with without(Payout, "payout_one_open"), without_unique(PayoutItem, "transfer_id"):
        assert _errors(crowd([batch] * 2)) == []
        assert list(Payout.objects.values_list("amount", flat=True)) == [60_000, 60_000]


def test_export_and_marking_paid_at_once_happen_once():
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    (payout,) = batch()
    bank_has()
    staff = UserFactory()
    exports = crowd([lambda: export(actor=staff)] * 6)
    assert [type(error) for error in _errors(exports)] == [Conflict] * 5
    assert BankFile.objects.count() == 1
    paid = crowd([lambda: mark_paid(payout=payout, proof=b"%PDF-", actor=None)] * 6)
    assert _errors(paid) == []
    assert prove() == []


def _ship_and_complete(order: Order) -> None:
    complete(order=ship(order=order, actor=None, courier="JNE"))


def test_completion_against_cancellation_ends_one_way():
    ends = set()
    for _ in range(6):
        _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
        owner = MembershipFactory(business=order.business).user
        accept(order=order, actor=owner)
        results = crowd(
            [
                lambda: _ship_and_complete(order),  # noqa: B023  # run here
                lambda: cancel_order(order=order, actor=owner, reason="Bahan habis"),  # noqa: B023
            ]
        )
        assert [type(error) for error in _errors(results)] == [Conflict]
        order.refresh_from_db()
        earned = Transfer.objects.filter(order=order).count()
        back = Refund.objects.filter(order=order).count()
        assert (order.fulfilment, earned, back) in {("completed", 1, 0), ("cancelled", 0, 1)}
        ends.add(order.fulfilment)
    assert ends
    assert prove() == []


def test_without_the_lock_a_completed_order_is_cancelled(monkeypatch: pytest.MonkeyPatch):
    """The negative control: a cancellation that read before and writes after the completion, and the proof sees it."""
    _purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    owner = MembershipFactory(business=order.business).user
    accept(order=order, actor=owner)
    has_read, is_complete = threading.Event(), threading.Event()
    end = cancel_module._end

    def late_end(*args):
        has_read.set()
        is_complete.wait(10)
        end(*args)

    def finish():
        has_read.wait(10)
        _ship_and_complete(order)
        is_complete.set()

    monkeypatch.setattr(cancel_module, "locked_one", lambda queryset: queryset.get())
    monkeypatch.setattr(cancel_module, "locked", list)
    monkeypatch.setattr(cancel_module, "_end", late_end)
    crowd([lambda: cancel_order(order=order, actor=owner, reason="Bahan habis"), finish])
    assert Transfer.objects.filter(order=order, kind="earned").exists()
    assert "earned" in {fault.code for fault in prove()}
