"""The migration that says where money lies, on the books of a release that kept one account for each way to pay."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from products.ledger.balances import balances
from products.ledger.models import Journal, Posting
from rumah.core import clock

pytestmark = pytest.mark.django_db
move = import_module("products.payments.migrations.0005_money").move


def booked(kind, reference, lines):
    """A journal as the older release wrote it: its accounts are none of today's."""
    journal = Journal.objects.create(kind=kind, reference=reference, at=clock.now())
    Posting.objects.bulk_create(Posting(journal=journal, account=name, amount=amount) for name, amount in lines)


def test_every_balance_comes_to_its_place_and_the_old_rows_stay_as_they_were():
    booked("received", "1", [("provider:qris", 30_000), ("held", -30_000)])
    booked("received", "2", [("provider:va", 50_000), ("held", -50_000)])
    booked("received", "3", [("provider:transfer", 20_000), ("held", -20_000)])
    booked("received", "4", [("provider:stripe", 40_000), ("held", -40_000)])
    booked("refund_done", "5", [("refund_due", 30_000), ("provider:qris", -30_000)])
    before = list(Posting.objects.order_by("pk").values())
    state = MigrationLoader(connection).project_state([("payments", "0004_ways_to_pay"), ("ledger", "0002_guards")])
    move(state.apps, None)
    # What came by QRIS has gone back: nothing of it is left to move.
    assert balances() == {
        "provider:qris": 0, "provider:va": 0, "provider:transfer": 0, "provider:midtrans": 50_000, "bank": 20_000,
        "provider:stripe": 40_000, "held": -140_000, "refund_due": 30_000,
    }  # fmt: skip
    assert list(Posting.objects.order_by("pk").values())[: len(before)] == before
    (journal,) = Journal.objects.filter(kind="relocated")
    assert sum(journal.postings.values_list("amount", flat=True)) == 0


def test_books_without_such_money_get_no_journal():
    booked("received", "4", [("provider:stripe", 40_000), ("held", -40_000)])
    state = MigrationLoader(connection).project_state([("payments", "0004_ways_to_pay"), ("ledger", "0002_guards")])
    move(state.apps, None)
    assert Journal.objects.count() == 1
