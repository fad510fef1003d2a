"""Payouts: what is earned reaches the bank account once."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction

from products.ledger.balances import balance
from products.payments.refund import refund
from products.payouts.account import confirm_account, set_account
from products.payouts.bank_file import as_csv, export
from products.payouts.batch import batch, unpaid
from products.payouts.models import Payout, PayoutAccount, PayoutItem
from products.payouts.pay import mark_paid
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bank_has
from tests.factories.people import UserFactory
from tests.factories.selling import banked, sold

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 bukti"


def _give_back(order, amount):
    with transaction.atomic():
        return refund(purchase=order.purchase, order=order, amount=amount, reason="Rusak", key=f"k{amount}")


def test_what_is_earned_is_gathered_once():
    variant = VariantFactory(price=40_000)
    orders = [sold(variant), sold(variant)]
    business = orders[0].business
    banked(business)
    _give_back(orders[0], 10_000)
    assert unpaid(business) == 70_000
    (payout,) = batch()
    assert (payout.amount, payout.state, payout.number, payout.items.count()) == (70_000, "ready", "1234567890", 3)
    assert batch() == []
    assert unpaid(business) == 0


@pytest.mark.parametrize("confirmed", [True, False])
def test_too_little_or_an_unconfirmed_account_waits(confirmed):
    order = sold(VariantFactory(price=49_999 if confirmed else 90_000))
    banked(order.business)
    if not confirmed:
        PayoutAccount.objects.update(confirmed_at=None)
    assert batch() == []
    assert not Payout.objects.exists()


def test_the_bank_file_takes_every_payout_once():
    orders = [sold(VariantFactory(price=60_000)) for _ in range(2)]
    for order in orders:
        banked(order.business)
    orders[0].business.name = "=HYPERLINK(1)"
    orders[0].business.save()
    batch()
    bank_has()
    staff = UserFactory()
    file = export(actor=staff)
    with pytest.raises(Conflict):
        export(actor=staff)
    rows = list(csv.reader(io.StringIO(as_csv(file))))
    assert [row[:5] for row in rows[1:]] == [
        [str(payout), "BRI", "1234567890", "Siti Aminah", "60000"] for payout in Payout.objects.order_by("pk")
    ]
    assert rows[1][5] == "'=HYPERLINK(1)"
    assert as_csv(file) == as_csv(file)


def test_paid_once_with_proof():
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    (payout,) = batch()
    with pytest.raises(Conflict):
        mark_paid(payout=payout, proof=PDF, actor=None)
    bank_has(60_000)
    export(actor=UserFactory())
    with pytest.raises(DomainError) as error:
        mark_paid(payout=payout, proof=b"", actor=None)
    assert error.value.problems[0].field == "proof"
    for _ in range(2):
        payout = mark_paid(payout=payout, proof=PDF, actor=None)
    assert payout.state == "paid"
    assert (balance("payable"), balance("bank")) == (0, 0)
    assert OutboxMessage.objects.filter(dedupe_key=f"payout:{payout.pk}:paid").count() == 1


def test_a_refund_after_the_payout_is_taken_from_the_next():
    variant = VariantFactory(price=60_000)
    order = sold(variant)
    banked(order.business)
    (payout,) = batch()
    bank_has()
    export(actor=UserFactory())
    mark_paid(payout=payout, proof=PDF, actor=None)
    _give_back(order, 20_000)
    assert (unpaid(order.business), batch()) == (-20_000, [])
    sold(variant, 2)
    assert [row.amount for row in batch()] == [100_000]


def test_the_database_refuses_a_transfer_in_two_payouts():
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    (payout,) = batch()
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutItem.objects.create(payout=payout, transfer=payout.items.get().transfer)


def test_only_the_owner_changes_the_account_and_a_change_needs_a_new_confirmation():
    account = banked(sold(VariantFactory()).business)
    business = account.business
    companion = MembershipFactory(business=business, role="companion").user
    for actor in (companion, UserFactory()):
        with pytest.raises(NotAllowed):
            set_account(business=business, bank="BCA", number="999999999", holder="Orang Lain", actor=actor)
    account.refresh_from_db()
    assert (account.number, account.confirmed_at is None) == ("1234567890", False)
    owner = business.memberships.get(role="owner").user
    with pytest.raises(DomainError) as error:
        set_account(business=business, bank="", number="1", holder="", actor=owner)
    assert [problem.field for problem in error.value.problems] == ["bank", "number", "holder"]
    changed = set_account(business=business, bank="BCA", number="999 999 999", holder="Siti", actor=owner)
    assert (changed.number, changed.confirmed_at) == ("999999999", None)
    with pytest.raises(Conflict):
        confirm_account(account=account, number="999999999", actor=UserFactory())
    with pytest.raises(DomainError) as error:
        confirm_account(account=changed, number="999999998", actor=UserFactory())
    assert (error.value.problems[0].field, PayoutAccount.objects.get().confirmed_at) == ("number", None)
    assert confirm_account(account=changed, number="999-999-999", actor=UserFactory()).confirmed_at is not None
    trail = str(list(AuditEntry.objects.filter(verb__startswith="payouts.").values_list("data", flat=True)))
    assert "999999999" not in trail
    assert changed.masked in trail
