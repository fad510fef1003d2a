"""Money under review goes back by a person's decision: once, booked, with a trail, and the purchase can go on."""

import pytest

from products.ledger.balances import balance
from products.payments.models import Attempt, Refund
from products.payments.queries import attention, payment_status
from products.payments.refund_send import send_due
from products.payments.send_back import send_back
from products.payments.settle import settle
from products.payments.start import start
from products.payments.withdrawn import attend
from products.payouts.proving.prove import prove
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, bought, money_comes
from tests.factories.orders import buy
from tests.factories.people import UserFactory
from tests.peers.paying import choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return UserFactory(is_superuser=True)


@pytest.fixture
def odd():
    """Rp14.000 came for Rp15.000."""
    return money_comes(attempt_for(buy({VariantFactory(price=15_000): 1})), 14_000)


def test_all_of_it_goes_back_once(odd, boss):
    assert [(row.kind, row.amount, row.is_noted) for row in attention()] == [("suspense", 14_000, False)]
    made = send_back(attempt=odd, actor=boss)
    assert send_back(attempt=odd, actor=boss, reason="Lagi") == made
    assert (made.amount, made.origin, made.reason) == (
        14_000,
        "suspense",
        "jumlah yang masuk tidak sama dengan tagihan",
    )
    assert (balance("suspense"), balance("refund_due"), balance("provider:stripe")) == (0, -14_000, 14_000)
    entry = AuditEntry.objects.get(verb="payments.refund")
    assert (entry.actor, entry.data["amount"]) == (boss, 14_000)
    assert OutboxMessage.objects.filter(dedupe_key=f"refund:{made.pk}:made").count() == 1
    assert attention() == []
    assert prove() == []


def test_the_buyer_is_told_and_may_pay_again(provider, purchase, boss):
    attempt = start(purchase=purchase)
    choose(attempt, "jumlah-lain")
    odd = settle(attempt_id=attempt.pk)
    assert (odd.state, odd.received) == ("suspense", 15_000)
    assert payment_status(purchase).code == "review"
    with pytest.raises(Conflict):
        start(purchase=purchase)
    send_back(attempt=odd, actor=boss)
    status = payment_status(purchase)
    assert (status.code, status.to_return) == ("awaiting", odd.received)
    again = start(purchase=purchase)
    assert (again.state, again.pk == odd.pk) == ("pending", False)
    assert send_due() == 1
    assert payment_status(purchase).to_return == 0
    assert prove() == []


def test_nobody_without_the_right_and_nothing_that_is_not_under_review(odd, boss):
    with pytest.raises(NotAllowed):
        send_back(attempt=odd, actor=UserFactory())
    purchase, _orders = bought({VariantFactory(price=15_000): 1})
    with pytest.raises(Conflict):
        send_back(attempt=Attempt.objects.get(purchase=purchase), actor=boss)
    assert not Refund.objects.exists()


def test_what_nobody_can_read_in_rupiah_is_dealt_with_elsewhere_and_noted(odd, boss):
    Attempt.objects.update(received=None)
    odd.refresh_from_db()
    assert [(row.kind, row.amount, row.is_noted) for row in attention()] == [("suspense", None, True)]
    with pytest.raises(Conflict):
        send_back(attempt=odd, actor=boss)
    with pytest.raises(DomainError):
        attend(attempt=odd, note="  ", actor=boss)
    attend(attempt=odd, note="Dikembalikan lewat dasbor penyedia", actor=boss)
    assert attention() == []
    assert payment_status(odd.purchase).code == "awaiting"
    with pytest.raises(Conflict):
        attend(attempt=odd, note="lagi", actor=boss)


def test_money_under_review_is_not_merely_noted_as_dealt_with(odd, boss):
    with pytest.raises(Conflict):
        attend(attempt=odd, note="Biarkan", actor=boss)
    assert [row.kind for row in attention()] == ["suspense"]
