"""Every table that may hold something on a person says so, and what it says is true."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field

from products.orders.models import SavedAddress
from products.payouts.models import PayoutAccount
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.personal_data import Held, declared, is_declared
from tests.factories.businesses import BusinessFactory
from tests.factories.people import UserFactory

OURS = ("rumah.", "products.", "mentoring.")
PERSONAL = {"name", "phone", "email", "address", "nik", "holder"}
# The payment and courier companies of a trial house: not installed where real people are.
ELSEWHERE = {"simulator"}


def _speaks_of_people(field: Field, *, ours: bool) -> bool:
    if field.is_relation:
        return field.related_model is User
    return ours and bool(PERSONAL & set(field.name.split("_")))


def _undeclared() -> list[str]:
    models = (model for model in apps.get_models() if model._meta.app_label not in ELSEWHERE and not is_declared(model))
    return [
        model._meta.label for model in models
        if any(_speaks_of_people(f, ours=model.__module__.startswith(OURS)) for f in model._meta.concrete_fields)
    ]  # fmt: skip


def test_no_table_with_a_person_in_it_is_undeclared():
    assert _undeclared() == []


def test_a_table_nobody_declared_is_found(monkeypatch):
    from rumah.core import personal_data

    monkeypatch.delitem(personal_data._held, "orders.savedaddress")
    assert _undeclared() == ["orders.SavedAddress"]


@pytest.mark.parametrize("held", declared(), ids=lambda held: held.model)
@pytest.mark.django_db
def test_every_declaration_can_be_asked(held: Held):
    rows = list(held.export(UserFactory()))
    json.dumps(rows, cls=DjangoJSONEncoder)
    assert len(rows) == (1 if held.model == "accounts.User" else 0)


@pytest.mark.django_db
def test_a_person_gets_their_own_rows_and_nobody_elses():
    mine, other = UserFactory(), UserFactory()
    for person in (mine, other):
        SavedAddress.objects.create(
            user=person, label="Rumah", name=person.name, phone=person.phone, region_code="3510010001",
            address="Jalan Melati 1", created_at=clock.now(),
        )  # fmt: skip
    held = next(one for one in declared() if one.model == "orders.SavedAddress")
    assert [row["phone"] for row in held.export(mine)] == [mine.phone]


@pytest.mark.django_db
def test_a_sealed_number_is_given_masked():
    owner = UserFactory()
    business = BusinessFactory()
    PayoutAccount.objects.create(
        business=business, bank="BRI", number="123456789012", holder="Siti", changed_at=clock.now(), changed_by=owner
    )
    held = next(one for one in declared() if one.model == "payouts.PayoutAccount")
    assert [row["number"] for row in held.export(owner)] == ["••••••••9012"]
