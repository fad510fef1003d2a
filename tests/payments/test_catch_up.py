"""Money from before the books: taken in once, and the proof is clean afterwards."""

import pytest
from django.db import connection, transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Posting
from products.payments.catch_up import catch_up
from products.payments.models import Attempt, Refund, Transfer
from products.payments.queries import attention
from products.payments.refund import refund
from products.payouts.proving.prove import prove
from rumah.core import clock
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, bought, money_comes
from tests.factories.orders import buy
from tests.factories.selling import sold

pytestmark = pytest.mark.django_db


def _forget_the_books():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_posting_no_delete")
            cursor.execute("DROP TRIGGER ledger_journal_no_delete")
            cursor.execute("DELETE FROM ledger_posting")
            cursor.execute("DELETE FROM ledger_journal")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE ledger_posting, ledger_journal")
    Transfer.objects.all().delete()
    Refund.objects.all().delete()
    Attempt.objects.update(refunded=0)


def test_what_came_before_is_taken_in_once():
    variant = VariantFactory(price=30_000, stock=20)
    sold(variant)
    bought({variant: 1})
    twice = buy({variant: 1})
    for attempt in (attempt_for(twice), attempt_for(twice, state="expired")):
        money_comes(attempt)
    _forget_the_books()
    assert prove() != []
    assert catch_up() == 3
    assert prove() == []
    lines = Posting.objects.count()
    assert catch_up() == 0
    assert Posting.objects.count() == lines
    assert (Transfer.objects.get().amount, Refund.objects.get().origin) == (30_000, "surplus")


def test_what_was_taken_back_before_the_books_is_booked_once_with_who_dealt_with_it():
    """As the release before the books left it: a mark on the payment, its figure unknown."""
    variant = VariantFactory(price=30_000, stock=20)
    open_one, closed = (bought({variant: 1})[0].attempts.get() for _ in range(2))
    owed = bought({variant: 1})[1][0]
    now = clock.now()
    Attempt.objects.update(withdrawn_at=now)
    Attempt.objects.filter(pk=closed.pk).update(attended_at=now)
    with transaction.atomic():
        refund(purchase=owed.purchase, order=owed, amount=10_000, reason="Rusak", key="k")
    assert "withdrawn" not in balances()
    assert (catch_up(), catch_up()) == (3, 0)
    assert (balance("withdrawn"), balance("losses"), balance("provider:stripe")) == (50_000, 30_000, 0)
    assert Refund.objects.get().by_withdrawal
    assert list(Attempt.objects.values_list("withdrawn", "withdrawn_at").distinct()) == [(30_000, now)]
    assert {row.attempt for row in attention()} == {open_one, owed.purchase.attempts.get()}
    assert prove() == []
