"""Every role of staff has a second step; a lost one is reset by a colleague, with a reason."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from rumah.accounts.found import GROUPS, VERIFIER
from rumah.accounts.second_step import reset_second_step
from rumah.core.errors import Conflict, DomainError, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.people import UserFactory, entered, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_no_role_enters_without_it(client: Client, settings: Settings, group: str) -> None:
    settings.STAFF_SECOND_STEP = True
    user = staff(group)
    client.force_login(user)
    for where in ("/staf/", "/staf/business/", "/staf/account/"):
        answer = client.get(where)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/keamanan/"), where
    assert client.post("/staf/tinjau/1/verifikasi/").headers["Location"] == "/akun/keamanan/"
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    assert client.get("/staf/").status_code == 302
    Authenticator.objects.create(user=user, type="totp", data={})
    assert client.get("/staf/").status_code == 200


def test_others_are_not_asked(client: Client, settings: Settings) -> None:
    settings.STAFF_SECOND_STEP = True
    client.force_login(UserFactory())
    assert client.get("/akun/").status_code == 200
    assert client.get("/staf/").headers["Location"] != "/akun/keamanan/"


def test_a_lost_one_is_reset_with_a_reason() -> None:
    chief, lost = UserFactory(is_superuser=True), staff(VERIFIER)
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=lost, type=kind, data={})
    with pytest.raises(NotAllowed):
        reset_second_step(person=lost, actor=staff(VERIFIER), reason="HP hilang, bertemu langsung.")
    with pytest.raises(NotAllowed):
        reset_second_step(person=chief, actor=chief, reason="HP hilang, bertemu langsung.")
    with pytest.raises(DomainError):
        reset_second_step(person=lost, actor=chief, reason=" ")
    assert Authenticator.objects.filter(user=lost).count() == 2
    browser = Client()
    browser.force_login(chief)
    where = f"/staf/orang/{lost.pk}/langkah-kedua/"
    assert "Atur ulang langkah kedua" in browser.get(where).content.decode()
    refused = browser.post(where, {"reason": "x"})
    assert refused.status_code == 400
    assert browser.post(where, {"reason": "HP hilang, bertemu langsung."}).status_code == 302
    assert not Authenticator.objects.filter(user=lost).exists()
    entry = AuditEntry.objects.get(verb="accounts.second_step_reset")
    assert (entry.actor, entry.target_id, entry.data["reason"]) == (chief, str(lost.pk), "HP hilang, bertemu langsung.")
    assert OutboxMessage.objects.filter(to=lost.email).count() == 1
    with pytest.raises(Conflict):
        reset_second_step(person=lost, actor=chief, reason="HP hilang, bertemu langsung.")


def test_the_page_is_not_for_every_role() -> None:
    lost = staff(VERIFIER)
    Authenticator.objects.create(user=lost, type="totp", data={})
    assert (
        entered(VERIFIER).post(f"/staf/orang/{lost.pk}/langkah-kedua/", {"reason": "Hilang, sungguh."}).status_code
        == 302
    )
    assert Authenticator.objects.filter(user=lost).exists()
