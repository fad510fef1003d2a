"""Money that a provider takes back: booked, set against refunds, shown, and whole whatever comes next."""

import pytest
from django.db import transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Journal
from products.orders.models import Purchase
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete, complete_overdue
from products.payments.models import Attempt, Refund, Transfer
from products.payments.queries import attention, payment_status
from products.payments.refund import refund
from products.payments.refund_by_hand import mark_done
from products.payments.refund_send import _apply, send_due
from products.payments.refund_states import RefundState
from products.payments.withdrawn import attend
from products.payouts.proving.prove import prove
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, bought, money_goes
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
    _apply(made.pk, RefundState.DONE, reference="re_1")
    assert (balance("refund_due"), balance("provider:stripe")) == (0, 20_000)
    assert prove() == []


def test_what_the_provider_had_given_back_it_cannot_take_back_too(sale):
    order, attempt = sale
    _apply(_back(order, 10_000).pk, RefundState.DONE, reference="re_1")
    attempt = money_goes(attempt)
    assert (attempt.withdrawn, balance("withdrawn"), balance("provider:stripe")) == (20_000, 20_000, 0)
    assert prove() == []


@pytest.mark.parametrize("answer", ["done", "failed"])
def test_a_refund_on_its_way_is_covered_whatever_the_provider_answers(sale, answer):
    order, attempt = sale
    made = _apply(_back(order, 10_000).pk, RefundState.SENT, reference="re_1")
    money_goes(attempt)
    made = _apply(made.pk, RefundState(answer))
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
