import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from products.ledger.balances import balance, balances
from products.ledger.models import Journal, Posting
from products.ledger.post import Entry, post
from rumah.core.errors import Conflict
from tests.factories.businesses import BusinessFactory

pytestmark = pytest.mark.django_db


def _sale(amount=15_000, reference="a1"):
    lines = [Entry("provider:stripe", amount), Entry("held", -amount)]
    return post(kind="settled", reference=reference, lines=lines)


def test_a_journal_is_written_once():
    assert _sale() is True
    assert _sale() is False
    assert Journal.objects.count() == 1
    assert balances() == {"held": -15_000, "provider:stripe": 15_000}


def test_the_same_event_with_other_lines_is_refused():
    _sale()
    with pytest.raises(Conflict):
        _sale(amount=20_000)
    assert balance("held") == -15_000


def test_lines_on_one_book_are_added_up_and_zeros_left_out():
    first, second = BusinessFactory(), BusinessFactory()
    lines = [
        Entry("provider:stripe", 30_000), Entry("held", -10_000, first.pk), Entry("held", -5_000, first.pk),
        Entry("held", -15_000, second.pk), Entry("voucher_platform", 0),
    ]  # fmt: skip
    post(kind="settled", reference="a2", lines=lines)
    books = list(Posting.objects.order_by("pk").values_list("account", "business_id", "amount"))
    assert books == [
        ("held", first.pk, -15_000), ("held", second.pk, -15_000), ("provider:stripe", None, 30_000)
    ]  # fmt: skip
    assert (balance("held", business_id=first.pk), balance("held")) == (-15_000, -30_000)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [Entry("bank", 0)],
        [Entry("bank", 5), Entry("held", -4)],
        [Entry("bank", 5), Entry("pocket", -5)],
        [Entry("bank", 5), Entry("provider:", -5)],
    ],
)
def test_what_is_no_journal_is_refused(lines):
    with pytest.raises(ValueError, match=r"journal|account"):
        post(kind="settled", reference="a3", lines=lines)
    assert not Journal.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Posting.objects.update(amount=1),
        lambda: Posting.objects.all()._raw_delete("default"),
        lambda: Journal.objects.update(memo="something else"),
        lambda: Journal.objects.all()._raw_delete("default"),
    ],
    ids=["posting-update", "posting-delete", "journal-update", "journal-delete"],
)
def test_the_database_refuses_to_change_what_is_written(change):
    _sale()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert balances() == {"held": -15_000, "provider:stripe": 15_000}
    assert Journal.objects.get().memo == ""


def test_a_posting_of_nothing_is_refused():
    _sale()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(journal=Journal.objects.get(), account="bank", amount=0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no deferred triggers; the audit looks there")
def test_postgresql_refuses_a_journal_that_does_not_sum_to_zero():
    with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
        journal = Journal.objects.create(kind="settled", reference="x", at="2026-11-24T00:00:00Z")
        Posting.objects.create(journal=journal, account="bank", amount=5)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_outside_a_transaction_nothing_is_posted():
    with pytest.raises(RuntimeError):
        _sale()
    assert not Journal.objects.exists()
