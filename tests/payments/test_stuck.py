"""Refunds that a provider neither makes nor refuses: on the list after their time, and said for it by a person."""

from datetime import timedelta

import pytest
from django.db import transaction

from products.ledger.balances import balance
from products.payments.models import Refund
from products.payments.queries import attention
from products.payments.refund import refund
from products.payments.stuck import take_over
from products.payouts.proving.prove import prove
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SOON, LATE = timedelta(days=13), timedelta(days=15)


@pytest.fixture
def made():
    purchase, (order,) = bought({VariantFactory(price=30_000): 1})
    with transaction.atomic():
        return refund(purchase=purchase, order=order, amount=10_000, reason="Rusak", key="k")


def _since(age, state="sent"):
    Refund.objects.update(requested_at=clock.now() - age, state=state, reference="re_1")


@pytest.mark.parametrize(
    ("state", "age", "waits"),
    [("sent", SOON, False), ("sent", LATE, True), ("due", timedelta(days=1), False), ("due", timedelta(days=3), True)],
)
def test_it_is_on_the_list_when_it_takes_too_long(made, state, age, waits):
    _since(age, state)
    assert [(row.kind, row.amount, row.purchase) for row in attention()] == (
        [("stuck", 10_000, made.purchase)] if waits else []
    )


@pytest.mark.parametrize(
    ("arrived", "state", "due", "there"), [(True, "done", 0, 20_000), (False, "manual", -10_000, 30_000)]
)
def test_a_person_says_what_became_of_it_once(made, arrived, state, due, there):
    _since(LATE)
    staff = UserFactory(is_superuser=True)
    row = take_over(refund=made, arrived=arrived, note=" Kata penyedia ", actor=staff)
    assert (row.state, balance("refund_due"), balance("provider:stripe"), prove()) == (state, due, there, [])
    assert [one.kind for one in attention()] == ([] if arrived else ["refund"])
    assert AuditEntry.objects.get(verb="payments.take_over").actor == staff
    with pytest.raises(Conflict):
        take_over(refund=made, arrived=arrived, note="Lagi", actor=staff)


def test_who_may_not_and_what_is_not_said_changes_nothing(made):
    _since(SOON)
    with pytest.raises(NotAllowed):
        take_over(refund=made, arrived=True, note="x", actor=UserFactory())
    staff = UserFactory(is_superuser=True)
    with pytest.raises(DomainError, match="kata penyedia"):
        take_over(refund=made, arrived=True, note=" ", actor=staff)
    with pytest.raises(Conflict):
        take_over(refund=made, arrived=True, note="x", actor=staff)
    assert Refund.objects.get().state == "sent"
