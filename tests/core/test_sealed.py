"""Sealed columns: unreadable in the database, plain in Python, and their keys can be changed."""

import os

import pytest
from cryptography.fernet import Fernet
from django.conf import ENVIRONMENT_VARIABLE
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from pytest_django import Settings

from products.payouts.models import PayoutAccount
from rumah.core.checks import EVERYBODYS_KEY, PRODUCTION, sealed_fields_have_keys
from rumah.core.sealed import Unreadable, masked, seal, unseal
from rumah.core.sealing import sealing
from tests.factories.businesses import BusinessFactory
from tests.factories.selling import banked

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM payouts_payoutaccount ORDER BY business_id")
        return [row[0] for row in cursor.fetchall()]


def test_a_text_comes_back_and_is_sealed_differently_each_time() -> None:
    one, two = seal("1234567890"), seal("1234567890")
    assert one != two
    assert "1234567890" not in one
    assert (unseal(one), unseal(two), seal(""), unseal("")) == ("1234567890", "1234567890", "", "")


def test_what_was_altered_or_sealed_elsewhere_is_not_opened(settings: Settings) -> None:
    token = seal("1234567890")
    with pytest.raises(Unreadable):
        unseal(token[:-4] + "AAA=")
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(Unreadable):
        unseal(token)


@pytest.mark.parametrize(("number", "shown"), [("1234567890", "••••••7890"), ("123", "123"), ("", "")])
def test_people_see_the_end_of_a_number(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.django_db
def test_the_database_holds_no_number() -> None:
    account = banked(BusinessFactory())
    (token,) = stored()
    assert "1234567890" not in token
    assert unseal(token) == "1234567890"
    account.refresh_from_db()
    assert (account.number, str(account)) == ("1234567890", "BRI ••••••7890")


@pytest.mark.django_db
def test_only_emptiness_can_be_asked_for() -> None:
    banked(BusinessFactory())
    assert PayoutAccount.objects.exclude(number="").count() == 1
    assert not PayoutAccount.objects.filter(number="").exists()
    with pytest.raises(FieldError):
        PayoutAccount.objects.filter(number="1234567890").exists()


@pytest.mark.django_db
def test_a_new_key_in_front_opens_the_old_and_reseals(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rumah.core.management.commands.reseal.BATCH", 2)
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    for _ in range(3):
        banked(BusinessFactory())
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert {row.number for row in PayoutAccount.objects.all()} == {"1234567890"}
    call_command("reseal")
    assert "payouts.PayoutAccount: 3" in capsys.readouterr().out
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert {row.number for row in PayoutAccount.objects.all()} == {"1234567890"}
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    with pytest.raises(Unreadable):
        list(PayoutAccount.objects.all())


@pytest.mark.parametrize(
    ("keys", "module", "ids"),
    [
        ([], PRODUCTION, ["house.E006"]),
        (["kurang"], PRODUCTION, ["house.E006"]),
        ([NEW, "kurang"], PRODUCTION, ["house.E006"]),
        ([NEW, EVERYBODYS_KEY], PRODUCTION, ["house.E007"]),
        ([EVERYBODYS_KEY], "rumah.settings.dev", []),
        ([NEW, OLD], PRODUCTION, []),
    ],
)
def test_a_deployment_needs_good_keys(
    keys: list[str], module: str, ids: list[str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, ENVIRONMENT_VARIABLE, module)
    settings.FIELD_ENCRYPTION_KEYS = keys
    found = sealed_fields_have_keys(None)
    assert [problem.id for problem in found] == ids
    assert not any(key in problem.msg for problem in found for key in keys)


@pytest.mark.django_db
def test_a_migration_seals_the_rows_that_are_there_and_opens_them_again() -> None:
    account = banked(BusinessFactory())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE payouts_payoutaccount SET number = '1234567890'")
    state = MigrationLoader(connection).project_state(("payouts", "0001_initial"))
    first, rows, _last = sealing("payouts", "payoutaccount", "number")
    first.state_forwards("payouts", state)
    assert isinstance(rows, RunPython)
    rows.code(state.apps, None)
    assert stored() != ["1234567890"]
    account.refresh_from_db()
    assert account.number == "1234567890"
    assert rows.reverse_code
    rows.reverse_code(state.apps, None)
    assert stored() == ["1234567890"]
