"""Money that a provider takes back: booked, set against refunds, shown, and whole whatever comes next."""

from datetime import timedelta

import pytest
from django.db import transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Journal
from products.orders.models import Purchase
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete, complete_overdue
from products.payments.models import Attempt, Refund, Transfer
from products.payments.poll import due_closed
from products.payments.queries import attention, payment_status
from products.payments.refund import refund
from products.payments.refund_by_hand import mark_done
from products.payments.refund_send import apply, send_due
from products.payments.refund_states import RefundState
from products.payments.withdrawn import attend
from products.payouts.proving.prove import prove
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, attempt_for, bought, money_comes, money_goes
from tests.factories.orders import buy
from tests.factories.people import UserFactory
from tests.factories.selling import shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def sale():
    """A paid order of Rp30.000 and the attempt that paid it."""
    purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    return order, Attempt.objects.get(purchase=purchase)


def _back(order, amount, key="k"):
    with transaction.atomic():
        return refund(purchase=order.purchase, order=order, amount=amount, reason="Rusak", key=key)


def test_it_is_booked_once_and_waits_for_a_person(sale):
    order, attempt = sale
    for _ in range(2):
        money_goes(attempt)
    assert balances() == {"held": -30_000, "withdrawn": 30_000, "provider:stripe": 0}
    ((kind, amount, about),) = [(row.kind, row.amount, row.purchase) for row in attention()]
    assert (kind, amount, about) == ("withdrawn", 30_000, order.purchase)
    assert payment_status(Purchase.objects.get()).code == "withdrawn"
    assert AuditEntry.objects.filter(verb="payments.withdrawn").count() == 1
    assert prove() == []


def test_it_may_come_back_and_go_again(sale):
    _order, attempt = sale
    money_goes(attempt)
    attend(attempt=attempt, note="Ditulis ke bank", actor=UserFactory())
    assert (balance("withdrawn"), balance("losses")) == (0, 30_000)
    attempt = money_goes(attempt, is_there=True)
    assert (attempt.withdrawn, attempt.withdrawn_at, attempt.attended_at) == (0, None, None)
    assert (balance("losses"), balance("provider:stripe")) == (0, 30_000)
    assert prove() == []
    money_goes(attempt)
    assert (balance("withdrawn"), balance("losses"), balance("provider:stripe")) == (30_000, 0, 0)
    assert [row.kind for row in attention()] == ["withdrawn"]
    assert Journal.objects.filter(kind="withdrawn").count() == 2
    assert prove() == []


def test_refunds_that_wait_need_no_sending_because_the_buyer_has_the_money(sale):
    order, attempt = sale
    made = _back(order, 10_000)
    money_goes(attempt)
    made.refresh_from_db()
    assert (made.state, made.by_withdrawal) == ("done", True)
    assert (balance("refund_due"), balance("withdrawn")) == (0, 20_000)
    assert send_due() == 0
    with pytest.raises(Conflict):
        mark_done(refund=made, proof=PDF, actor=UserFactory())
    message = OutboxMessage.objects.get(dedupe_key=f"refund:{made.pk}:covered")
    assert "Rp10.000 tidak kami kirim lagi" in message.body
    assert prove() == []


def test_an_order_called_off_afterwards_sends_nothing_either(sale):
    order, attempt = sale
    money_goes(attempt)
    cancel_order(order=order, actor=None, reason="Pembayaran ditarik")
    assert send_due() == 1
    assert (Refund.objects.get().state, Refund.objects.get().by_withdrawal) == ("done", True)
    assert set(balances().values()) == {0}
    assert prove() == []
    # Nothing is lost, so nothing is booked when the person closes it.
    attend(attempt=attempt, note="Pesanan dibatalkan", actor=UserFactory())
    assert balance("losses") == 0
    assert attention() == []
    assert prove() == []


def test_a_refund_after_the_person_came_makes_the_loss_smaller(sale):
    order, attempt = sale
    money_goes(attempt)
    attend(attempt=attempt, note="Barang sudah dikirim", actor=UserFactory())
    _back(order, 12_000)
    assert send_due() == 1
    assert (balance("losses"), balance("refund_due")) == (18_000, 0)
    assert prove() == []


def test_a_refund_that_stood_for_it_is_sent_when_the_money_is_back(sale):
    order, attempt = sale
    made = _back(order, 10_000)
    money_goes(attempt)
    money_goes(attempt, is_there=True)
    made.refresh_from_db()
    assert (made.state, made.by_withdrawal, made.closed_at) == ("due", False, None)
    assert (balance("refund_due"), balance("provider:stripe"), balance("withdrawn")) == (-10_000, 30_000, 0)
    apply(made.pk, RefundState.DONE, reference="re_1")
    assert (balance("refund_due"), balance("provider:stripe")) == (0, 20_000)
    assert prove() == []


def test_what_the_provider_had_given_back_it_cannot_take_back_too(sale):
    order, attempt = sale
    apply(_back(order, 10_000).pk, RefundState.DONE, reference="re_1")
    attempt = money_goes(attempt)
    assert (attempt.withdrawn, balance("withdrawn"), balance("provider:stripe")) == (20_000, 20_000, 0)
    assert prove() == []


@pytest.mark.parametrize("answer", ["done", "failed"])
def test_a_refund_on_its_way_is_covered_whatever_the_provider_answers(sale, answer):
    order, attempt = sale
    made = apply(_back(order, 10_000).pk, RefundState.SENT, reference="re_1")
    money_goes(attempt)
    made = apply(made.pk, RefundState(answer))
    assert (made.state, made.by_withdrawal, balance("refund_due")) == ("done", True, 0)
    assert prove() == []


def test_what_was_transferred_by_hand_is_lost_with_it(sale):
    order, attempt = sale
    made = _back(order, 10_000)
    Refund.objects.update(state="manual")
    mark_done(refund=made, proof=PDF, actor=UserFactory())
    attempt = money_goes(attempt)
    assert (attempt.withdrawn, balance("withdrawn"), balance("bank")) == (30_000, 30_000, -10_000)
    assert prove() == []


def test_its_order_earns_nothing_until_a_person_has_looked(sale):
    order, attempt = sale
    shipped(order)
    money_goes(attempt)
    order.refresh_from_db()
    with pytest.raises(Conflict):
        complete(order=order)
    type(order).objects.update(changed_at="2020-01-01T00:00:00+00:00")
    assert complete_overdue() == 0
    assert not Transfer.objects.exists()
    attend(attempt=attempt, note="Ditanggung rumah ini", actor=UserFactory())
    assert complete_overdue() == 1
    assert Transfer.objects.get().amount == 30_000
    assert prove() == []


def _second(variant):
    """A paid purchase and a second payment of it, which goes back by hand."""
    purchase = buy({variant: 1})
    money_comes(attempt_for(purchase))
    return purchase, money_comes(attempt_for(purchase, state="expired"))


def test_a_second_payment_that_is_denied_is_neither_sent_back_nor_anybodys_work():
    purchase, second = _second(VariantFactory(price=30_000))
    Refund.objects.update(state="manual")
    assert [row.kind for row in attention()] == ["surplus"]
    for _ in range(2):
        second = money_goes(second)
    made = Refund.objects.get()
    assert (second.state, second.withdrawn, made.state, made.by_withdrawal) == ("surplus", 30_000, "done", True)
    purchase.refresh_from_db()
    assert (attention(), send_due(), payment_status(purchase).code) == ([], 0, "paid")
    complete(order=shipped(purchase.orders.get()))
    assert (balance("surplus"), balance("refund_due"), balance("withdrawn"), balance("provider:stripe")) == (
        0, 0, 0, 30_000
    )  # fmt: skip
    assert prove() == []
    money_goes(second, is_there=True)
    made.refresh_from_db()
    assert (made.state, balance("refund_due"), balance("provider:stripe")) == ("due", -30_000, 60_000)
    assert prove() == []


def test_a_second_payment_that_a_person_had_sent_back_is_missing_when_it_is_denied():
    _purchase, second = _second(VariantFactory(price=30_000))
    Refund.objects.update(state="manual")
    mark_done(refund=Refund.objects.get(), proof=PDF, actor=UserFactory())
    second = money_goes(second)
    assert [(row.kind, row.amount) for row in attention()] == [("withdrawn", 30_000)]
    assert prove() == []
    attend(attempt=second, note="Pembeli menolak", actor=UserFactory())
    assert (attention(), balance("losses"), prove()) == ([], 30_000, [])


def test_money_under_review_that_is_denied_needs_no_review():
    purchase = buy({VariantFactory(price=30_000): 1})
    odd = money_comes(attempt_for(purchase), 1_000)
    assert (payment_status(purchase).code, [row.kind for row in attention()]) == ("review", ["suspense"])
    odd = money_goes(odd)
    assert (payment_status(purchase).code, attention()) == ("awaiting", [])
    assert (odd.attended_at, odd.refunded, balance("suspense")) == (odd.withdrawn_at, 1_000, 0)
    assert set(balances().values()) == {0}
    assert prove() == []


@pytest.mark.parametrize("received", [30_000, 1_000])
def test_closed_money_of_every_kind_is_asked_after_again(received):
    purchase = buy({VariantFactory(price=30_000): 1})
    attempt = money_comes(attempt_for(purchase), received)
    later = clock.now() + timedelta(minutes=3)
    assert list(due_closed(later)) == [attempt]
