"""Refunds: decided once, never above what came in, paid by hand where the provider will not."""

import pytest
from django.db import IntegrityError, transaction

from products.ledger.balances import balance, balances
from products.orders.models import Order
from products.payments.models import Attempt, Refund, Transfer
from products.payments.refund import refund
from products.payments.refund_by_hand import give_account, mark_done
from products.payments.refund_send import send_due
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, bought, money_comes
from tests.factories.orders import buy

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 bukti"


@pytest.fixture
def sale():
    """Two pieces at Rp15.000, paid."""
    purchase, (order,) = bought({VariantFactory(price=15_000): 2})
    return purchase, order


def _back(purchase, order, amount=10_000, key="k1", **kwargs):
    with transaction.atomic():
        return refund(purchase=purchase, order=order, amount=amount, reason="Rusak", key=key, **kwargs)


def test_a_refund_is_written_booked_and_told(sale):
    purchase, order = sale
    made = _back(purchase, order)
    order.refresh_from_db()
    attempt = Attempt.objects.get()
    assert (made.state, made.origin, made.amount, made.attempt) == ("due", "held", 10_000, attempt)
    assert (order.refunded, attempt.refunded) == (10_000, 10_000)
    assert balances() == {"provider:stripe": 30_000, "held": -20_000, "refund_due": -10_000}
    assert OutboxMessage.objects.filter(dedupe_key=f"refund:{made.pk}:made").count() == 1
    assert AuditEntry.objects.filter(verb="payments.refund", target_id=str(made.pk)).count() == 1


def test_the_same_key_is_the_same_refund(sale):
    purchase, order = sale
    assert _back(purchase, order) == _back(purchase, order)
    order.refresh_from_db()
    assert (Refund.objects.count(), order.refunded, balance("refund_due")) == (1, 10_000, -10_000)
    with pytest.raises(Conflict):
        _back(purchase, order, amount=9_000)


def test_never_more_than_was_paid(sale):
    purchase, order = sale
    _back(purchase, order, amount=25_000)
    with pytest.raises(Conflict, match=r"Rp5\.000"):
        _back(purchase, order, amount=5_001, key="k2")
    _back(purchase, order, amount=5_000, key="k3")
    assert balance("held") == 0
    assert balance("refund_due") == -30_000


def test_never_more_than_the_sellers_own_share():
    first, second = VariantFactory(price=15_000), VariantFactory(price=40_000)
    purchase, (order, other) = bought({first: 1, second: 1})
    with pytest.raises(Conflict, match=r"Rp15\.000"):
        _back(purchase, order, amount=20_000)
    _back(purchase, other, amount=40_000)
    assert balance("held", business_id=order.business_id) == -15_000
    assert balance("held", business_id=other.business_id) == 0


@pytest.mark.parametrize("change", [
    lambda: Attempt.objects.update(refunded=30_001),
    lambda: Order.objects.update(refunded=30_001),
])  # fmt: skip
def test_the_database_refuses_more_than_was_paid(sale, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_what_is_asked_for_must_make_sense(sale):
    purchase, order = sale
    with pytest.raises(DomainError) as error, transaction.atomic():
        refund(purchase=purchase, order=order, amount=0, reason=" ", key="k")
    assert [problem.field for problem in error.value.problems] == ["amount", "reason"]
    with pytest.raises(Conflict):
        _back(purchase, None)
    assert not Refund.objects.exists()


def test_what_was_never_paid_is_not_given_back():
    purchase = buy({VariantFactory(): 1})
    with pytest.raises(Conflict):
        _back(purchase, purchase.orders.get())
    assert not Refund.objects.exists()


def test_a_late_payment_and_a_surplus_go_back_by_themselves():
    variant = VariantFactory(price=15_000, stock=10)
    purchase = buy({variant: 1})
    first, second = attempt_for(purchase), attempt_for(purchase, state="expired")
    money_comes(first)
    money_comes(second)
    money_comes(second)
    assert list(Refund.objects.values_list("attempt", "amount", "origin")) == [(second.pk, 15_000, "surplus")]
    assert (balance("surplus"), balance("refund_due"), balance("held")) == (0, -15_000, -15_000)
    assert balance("provider:stripe") == 30_000


def test_money_under_review_waits_for_a_person_and_can_go_back():
    purchase = buy({VariantFactory(price=15_000): 1})
    attempt = money_comes(attempt_for(purchase), 14_000)
    assert (attempt.state, balance("suspense"), Refund.objects.count()) == ("suspense", -14_000, 0)
    with pytest.raises(Conflict):
        _back(purchase, None, amount=14_000)
    _back(purchase, None, amount=14_000, attempt=attempt)
    assert (balance("suspense"), balance("refund_due")) == (0, -14_000)


def test_staff_pay_what_the_provider_will_not(sale, django_user_model):
    purchase, order = sale
    made = _back(purchase, order)
    Refund.objects.update(state="manual")
    with pytest.raises(DomainError) as error:
        give_account(purchase=purchase, bank="", number="12", holder="")
    assert [problem.field for problem in error.value.problems] == ["bank", "number", "holder"]
    assert give_account(purchase=purchase, bank="BRI", number="1234-5678 90", holder="Siti Aminah") == 1
    made.refresh_from_db()
    assert made.account_number == "1234567890"
    with pytest.raises(DomainError):
        mark_done(refund=made, proof=b"<html>", actor=None)
    for _ in range(2):
        made = mark_done(refund=made, proof=PDF, actor=None)
    assert (made.state, made.account_number, made.account_holder) == ("done", "", "")
    assert made.proof.open("rb").read() == PDF
    assert (balance("refund_due"), balance("bank")) == (0, -10_000)
    assert "1234567890" not in str(list(AuditEntry.objects.values_list("data", flat=True)))
    with pytest.raises(Conflict):
        give_account(purchase=purchase, bank="BRI", number="1234567890", holder="Siti Aminah")


def test_a_provider_that_takes_nothing_back_leaves_it_to_staff(sale):
    purchase, order = sale
    made = _back(purchase, order)
    Attempt.objects.update(closed_at="2020-01-01T00:00:00Z")
    assert send_due() == 1
    made.refresh_from_db()
    assert (made.state, made.last_error != "") == ("manual", True)
    assert OutboxMessage.objects.filter(dedupe_key=f"refund:{made.pk}:account").count() == 1
    assert send_due() == 0


def test_a_refund_before_completion_leaves_no_transfer(sale):
    _back(*sale)
    assert not Transfer.objects.exists()
