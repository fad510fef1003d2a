"""Money from before the books: taken in once, and the proof is clean afterwards."""

import pytest
from django.db import connection

from products.ledger.models import Posting
from products.payments.catch_up import catch_up
from products.payments.models import Attempt, Refund, Transfer
from products.payouts.proving.prove import prove
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
