"""Many forms for one contact at once, on PostgreSQL."""

from functools import partial
from threading import Barrier
from typing import Any

import pytest
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.test import Client
from pytest_django import Settings

from rumah.accounts.adapter import AccountAdapter
from rumah.accounts.forms import SignupForm
from rumah.accounts.models import User
from rumah.core.models import OutboxMessage
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
FORMS = 6
CONTACTS = [("0812 3456 7890", "/akun/hp/kode/"), ("Sri@Contoh.id", "/akun/surel/kode/")]


@pytest.fixture(autouse=True)
def _everybody_has_looked(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Let nobody write before everybody has looked whether the contact is free."""
    settings.ACCOUNT_RATE_LIMITS = False
    gate, save = Barrier(FORMS), AccountAdapter.save_user

    def together(self: AccountAdapter, *args: Any, **kwargs: Any) -> Any:
        gate.wait(30)
        return save(self, *args, **kwargs)

    monkeypatch.setattr(AccountAdapter, "save_user", together)


def sign_up(contact: str) -> list[Any]:
    data = {"name": "Sri", "contact": contact, "password1": ""}
    # An error page instead of the error: the signal that brings it reaches the clients of all threads.
    return crowd([partial(Client(raise_request_exception=False).post, "/akun/daftar/", data) for _ in range(FORMS)])


@pytest.mark.parametrize(("contact", "door"), CONTACTS)
def test_one_becomes_an_account_and_the_others_hear_what_everybody_hears(contact: str, door: str) -> None:
    answers = sign_up(contact)
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, door)] * FORMS
    assert User.objects.count() == 1
    told = list(OutboxMessage.objects.values_list("body", flat=True))
    assert len(told) == FORMS
    assert sum("sudah punya akun" in body for body in told) == FORMS - 1


@pytest.mark.parametrize("contact", [contact for contact, _door in CONTACTS])
def test_where_nobody_minds_the_unique_key_they_fall(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: without our own `try_save` the losers see an error page."""
    monkeypatch.setattr(SignupForm, "try_save", AllauthSignupForm.try_save)
    answers = sign_up(contact)
    assert sorted(answer.status_code for answer in answers) == [302, *[500] * (FORMS - 1)]
    assert User.objects.count() == 1
