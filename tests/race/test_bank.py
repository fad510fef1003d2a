"""Many hands on money that comes to the bank, goes back and is taken away, on PostgreSQL."""

import threading
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from products.ledger.balances import balance
from products.payments import refund as refund_module
from products.payments import refund_send as send_module
from products.payments import send_back as back_module
from products.payments.models import Attempt, Refund
from products.payments.refund import refund
from products.payments.refund_send import apply
from products.payments.refund_states import RefundState
from products.payments.send_back import send_back
from products.payouts import bank_file as file_module
from products.payouts import receive as receive_module
from products.payouts import void as void_module
from products.payouts.bank import bank
from products.payouts.bank_file import export
from products.payouts.batch import batch
from products.payouts.models import BankReceipt
from products.payouts.proving.prove import prove
from products.payouts.receive import receive
from products.payouts.void import void
from rumah.accounts.found import TREASURER
from rumah.accounts.found import found as give_permissions
from rumah.accounts.models import GivenPermission, User
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, attempt_for, bank_has, bought, money_comes, money_goes
from tests.factories.orders import buy
from tests.factories.people import UserFactory
from tests.factories.selling import banked, sold
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def _errors(results: list[Any]) -> list[type]:
    return [type(result) for result in results if isinstance(result, Exception)]


def _arrives(boss: User, rupiah: int, reference: str = "") -> BankReceipt:
    return receive(
        source="stripe", amount=rupiah, fee=0, on=clock.today(), reference=reference or uuid.uuid4().hex, proof=PDF,
        actor=boss,
    )  # fmt: skip


def test_no_more_arrives_than_lay_at_the_company():
    bought({VariantFactory(price=60_000): 1})
    boss = UserFactory(is_superuser=True)
    results = crowd([lambda: _arrives(boss, 20_000)] * 8)
    assert _errors(results) == [Conflict] * 5
    assert (balance("provider:stripe"), balance("bank")) == (0, 60_000)
    assert prove() == []


def test_without_the_lock_more_arrives_than_there_was(monkeypatch: pytest.MonkeyPatch):
    """The negative control: everybody looks at the same balance before anybody has taken from it."""
    bought({VariantFactory(price=60_000): 1})
    boss, gate = UserFactory(is_superuser=True), threading.Barrier(4)
    look = receive_module.balance

    def late(account: str) -> int:
        there = look(account)
        gate.wait(10)
        return there

    monkeypatch.setattr(receive_module, "lock_till", lambda _name: None)
    monkeypatch.setattr(receive_module, "balance", late)
    assert _errors(crowd([lambda: _arrives(boss, 20_000)] * 4)) == []
    assert balance("provider:stripe") == -20_000


def test_one_line_noted_by_many_is_one():
    bought({VariantFactory(price=60_000): 1})
    boss = UserFactory(is_superuser=True)
    results = crowd([lambda: _arrives(boss, 5_000, "PO-1")] * 8)
    assert _errors(results) == [Conflict] * 7
    assert balance("bank") == 5_000
    assert prove() == []


def _ready() -> tuple[BankReceipt, User]:
    order = sold(VariantFactory(price=60_000))
    banked(order.business)
    batch()
    return bank_has(60_000), UserFactory(is_superuser=True)


def test_what_goes_into_a_bank_file_is_not_voided_at_the_same_time():
    for _ in range(4):
        receipt, boss = _ready()
        results = crowd([lambda: export(actor=boss), lambda: void(receipt=receipt, reason="Salah", actor=boss)])  # noqa: B023  # run here
        assert _errors(results) == [Conflict]
        assert bank().balance >= bank().leaving
        if bank().leaving == 0:
            bank_has(60_000)
            export(actor=boss)
    assert prove() == []


def test_without_the_lock_a_file_promises_what_was_voided(monkeypatch: pytest.MonkeyPatch):
    """The negative control: both look at the bank before either has written."""
    receipt, boss = _ready()
    gate = threading.Barrier(2)

    def late():
        there = bank()
        gate.wait(10)
        return there

    for module in (file_module, void_module):
        monkeypatch.setattr(module, "lock_till", lambda _name: None)
        monkeypatch.setattr(module, "bank", late)
    results = crowd([lambda: export(actor=boss), lambda: void(receipt=receipt, reason="Salah", actor=boss)])
    assert _errors(results) == []
    assert (bank().balance, bank().leaving) == (0, 60_000)


def _odd() -> Attempt:
    return money_comes(attempt_for(buy({VariantFactory(price=15_000): 1})), 14_000)


def test_money_under_review_goes_back_once():
    odd, boss = _odd(), UserFactory(is_superuser=True)
    results = crowd([lambda: send_back(attempt=odd, actor=boss)] * 8)
    assert _errors(results) == []
    assert {row.pk for row in results} == {Refund.objects.get().pk}
    assert (balance("suspense"), balance("refund_due")) == (0, -14_000)
    assert prove() == []


def test_without_the_locks_only_the_database_stops_it_from_going_back_twice(monkeypatch: pytest.MonkeyPatch):
    """The negative control: nobody knows of the other's refund, and the unique key is what fails."""
    odd, boss = _odd(), UserFactory(is_superuser=True)
    gate = threading.Barrier(2)

    def read(queryset):
        return list(queryset)

    def late(queryset):
        rows = list(queryset)
        gate.wait(10)
        return rows

    monkeypatch.setattr(back_module, "locked_one", lambda queryset: read(queryset)[0])
    monkeypatch.setattr(refund_module, "locked_one", lambda queryset: read(queryset)[0])
    monkeypatch.setattr(refund_module, "locked", late)
    results = crowd([lambda: send_back(attempt=odd, actor=boss)] * 2)
    assert _errors(results) == [IntegrityError]


def _sent() -> tuple[Attempt, Refund]:
    purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    with transaction.atomic():
        made = refund(purchase=purchase, order=order, amount=10_000, reason="Rusak", key=f"k{order.pk}")
    apply(made.pk, RefundState.SENT, reference="re_1")
    return Attempt.objects.get(purchase=purchase), made


def test_money_taken_back_while_a_refund_arrives_leaves_nothing_missing():
    for _ in range(4):
        attempt, made = _sent()
        results = crowd([lambda: money_goes(attempt), lambda: apply(made.pk, RefundState.DONE)])  # noqa: B023  # run here
        assert _errors(results) == []
        # Whoever came first: the provider has given away what it had, and no more.
        assert balance("provider:stripe") == 0
    assert prove() == []


def test_without_the_lock_the_provider_gives_away_more_than_it_had(monkeypatch: pytest.MonkeyPatch):
    """The negative control: a refund that looked before and is written after the money was taken back."""
    attempt, made = _sent()
    has_read, is_gone = threading.Event(), threading.Event()

    def unlocked(queryset):
        row = queryset.get()
        if queryset.model is Attempt:
            has_read.set()
            is_gone.wait(10)
        return row

    def go():
        has_read.wait(10)
        money_goes(attempt)
        is_gone.set()

    monkeypatch.setattr(send_module, "locked_one", unlocked)
    crowd([lambda: apply(made.pk, RefundState.DONE), go])
    assert balance("provider:stripe") == -10_000


def test_two_deployments_at_once_give_permissions_once():
    assert _errors(crowd([give_permissions] * 4)) == []
    names = list(GivenPermission.objects.filter(group__name=TREASURER).values_list("name", flat=True))
    assert len(names) == len(set(names)) > 0
