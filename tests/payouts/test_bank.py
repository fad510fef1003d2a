"""Money that reaches the bank, and payouts that are covered by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Journal
from products.payments.models import Refund
from products.payments.refund import refund
from products.payments.refund_by_hand import give_account
from products.payouts.bank import at_houses, bank
from products.payouts.bank_file import export, refunds_as_csv
from products.payouts.batch import batch
from products.payouts.models import OWN, BankReceipt, Payout
from products.payouts.pay import mark_paid
from products.payouts.proving.prove import prove
from products.payouts.receive import receive
from products.payouts.void import void
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, attempt_for, bank_has, bought, came_in, money_comes
from tests.factories.orders import buy
from tests.factories.people import UserFactory
from tests.factories.selling import banked, sold

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return UserFactory(is_superuser=True)


@pytest.fixture
def sale():
    """Rp60.000 at Stripe."""
    return bought({VariantFactory(price=60_000): 1})


def _line(boss, **kwargs):
    return {
        "source": "stripe", "amount": 59_000, "fee": 1_000, "on": clock.today(), "reference": "po_1", "proof": PDF,
        "actor": boss, **kwargs,
    }  # fmt: skip


def test_a_settlement_brings_the_money_to_the_bank_less_the_fee(sale, boss):
    row = receive(**_line(boss, reference=" po_1 "))
    assert (row.reference, row.recorded_by, row.proof.open("rb").read()) == ("PO_1", boss, PDF)
    assert balances() == {"bank": 59_000, "fees": 1_000, "held": -60_000, "provider:stripe": 0}
    assert at_houses() == {"midtrans": 0, "stripe": 0, "xendit": 0}
    entry = AuditEntry.objects.get(verb="payouts.receipt")
    assert (entry.actor, entry.data) == (
        boss,
        {"source": "stripe", "amount": 59_000, "fee": 1_000, "reference": "PO_1"},
    )
    assert prove() == []


def test_both_ways_of_one_company_lie_together(boss):
    variant = VariantFactory(price=20_000)
    for code in ("qris", "va"):
        money_comes(attempt_for(buy({variant: 1}), provider=code, reference=code))
    assert at_houses()["midtrans"] == 40_000
    receive(**_line(boss, source="midtrans", amount=39_500, fee=500))
    assert (at_houses()["midtrans"], balance("bank")) == (0, 39_500)
    assert prove() == []


def test_what_buyers_transfer_is_in_the_bank_at_once():
    money_comes(attempt_for(buy({VariantFactory(price=20_000): 1}), provider="transfer", reference="t"))
    assert (bank().balance, bank().free) == (20_000, 20_000)
    assert prove() == []


def test_a_reference_is_noted_once_in_any_spelling(sale, boss):
    receive(**_line(boss, amount=10_000))
    with pytest.raises(Conflict) as error:
        receive(**_line(boss, amount=10_000, reference="Po_1"))
    assert error.value.problems[0].field == "reference"
    assert (BankReceipt.objects.count(), balance("bank")) == (1, 10_000)
    # Another company's references are its own.
    bank_row = receive(**_line(boss, source=OWN, amount=10_000, fee=0))
    assert bank_row.whence == "Dana sendiri"
    with pytest.raises(IntegrityError), transaction.atomic():
        BankReceipt.objects.filter(pk=bank_row.pk).update(source="stripe")


def test_all_that_is_wrong_is_said_at_once(boss):
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(DomainError) as error:
        receive(**_line(boss, source="bitcoin", amount=0, fee=-1, on=tomorrow, reference=" ", proof=b"<html>"))
    fields = [problem.field for problem in error.value.problems]
    assert fields == ["source", "amount", "fee", "on", "reference", "proof"]
    with pytest.raises(DomainError) as error:
        receive(**_line(boss, source="", amount=None, fee=None, on=None, reference="x" * 61, proof=PDF))
    assert [problem.field for problem in error.value.problems] == ["source", "amount", "fee", "on", "reference"]
    with pytest.raises(DomainError) as error:
        receive(**_line(boss, source=OWN))
    assert [problem.field for problem in error.value.problems] == ["fee"]
    assert not BankReceipt.objects.exists()


def test_no_more_arrives_than_lay_there(sale, boss):
    with pytest.raises(Conflict) as error:
        receive(**_line(boss, amount=59_001))
    assert "Rp60.000" in str(error.value)
    assert (BankReceipt.objects.count(), Journal.objects.filter(kind="bank_receipt").count()) == (0, 0)


def test_only_who_may_notes_and_voids(sale, boss):
    with pytest.raises(NotAllowed):
        receive(**_line(UserFactory()))
    row = receive(**_line(boss))
    with pytest.raises(NotAllowed):
        void(receipt=row, reason="Salah", actor=UserFactory())
    assert balance("bank") == 59_000


def test_a_mistake_is_voided_once_and_its_reference_is_free_again(sale, boss):
    row = receive(**_line(boss, amount=5_900, fee=0))
    with pytest.raises(DomainError):
        void(receipt=row, reason=" ", actor=boss)
    for _ in range(2):
        row = void(receipt=row, reason="Kurang satu nol", actor=boss)
    assert (row.void_reason, row.voided_by) == ("Kurang satu nol", boss)
    assert (balance("bank"), balance("provider:stripe")) == (0, 60_000)
    assert receive(**_line(boss)).reference == row.reference
    assert AuditEntry.objects.filter(verb="payouts.receipt_voided").count() == 1
    assert prove() == []


def test_what_is_in_a_bank_file_already_cannot_be_voided(boss):
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    batch()
    row = came_in(60_000, source="stripe")
    export(actor=boss)
    with pytest.raises(Conflict):
        void(receipt=row, reason="Salah", actor=boss)
    mark_paid(payout=Payout.objects.get(), proof=PDF, actor=boss)
    with pytest.raises(Conflict):
        void(receipt=row, reason="Salah", actor=boss)
    assert (balance("bank"), bank().free) == (0, 0)
    assert prove() == []


def test_a_bank_file_takes_what_the_bank_covers_who_waited_longest_first(boss):
    orders = [sold(VariantFactory(price=price)) for price in (60_000, 90_000, 50_000)]
    for order in orders:
        banked(order.business)
        batch()
    with pytest.raises(Conflict) as error:
        export(actor=boss)
    assert "Rp60.000" in str(error.value)
    bank_has(120_000)
    file = export(actor=boss)
    assert [row.amount for row in file.payouts.all()] == [60_000]
    assert (bank().leaving, bank().free) == (60_000, 60_000)
    # The second is not passed over by the third, which would fit.
    with pytest.raises(Conflict):
        export(actor=boss)
    bank_has(80_000)
    assert [row.amount for row in export(actor=boss).payouts.order_by("pk")] == [90_000, 50_000]
    assert bank().free == 0


def test_buyers_who_wait_for_their_money_come_before_sellers(boss):
    order, other = sold(VariantFactory(price=60_000)), sold(VariantFactory(price=20_000))
    banked(order.business)
    batch()
    with transaction.atomic():
        refund(purchase=other.purchase, order=other, amount=20_000, reason="Rusak", key="k")
    Refund.objects.update(state="manual")
    bank_has(79_999)
    with pytest.raises(Conflict):
        export(actor=boss)
    bank_has(1)
    assert export(actor=boss).payouts.get().amount == 60_000


def test_refunds_by_hand_have_a_bank_file_of_their_own(boss):
    order = sold(VariantFactory(price=20_000))
    with pytest.raises(Conflict):
        refunds_as_csv(actor=boss)
    with transaction.atomic():
        made = refund(purchase=order.purchase, order=order, amount=20_000, reason="Rusak", key="k")
    Refund.objects.update(state="manual")
    with pytest.raises(Conflict):
        refunds_as_csv(actor=boss)
    give_account(purchase=order.purchase, bank="BCA", number="5555 4444", holder="=Ana")
    lines = refunds_as_csv(actor=boss).splitlines()
    assert lines[1] == f"{order.purchase.number},BCA,55554444,'=Ana,20000,{order.purchase.buyer_name}"
    entry = AuditEntry.objects.get(verb="payouts.refund_account_taken")
    assert (entry.actor, entry.target_id, entry.data) == (boss, str(made.pk), {})
