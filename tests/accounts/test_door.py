from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client

from rumah.accounts.models import User
from rumah.core.models import OutboxMessage
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
Code = Callable[[str], str]


def who(client: Client) -> object:
    return get_user(client)  # type: ignore[arg-type]


def test_signing_up_by_phone_without_a_password(client: Client, code: Code) -> None:
    answer = client.post("/akun/daftar/", {"name": "Sri", "contact": "0812 3456 7890", "password1": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/hp/kode/")
    before = client.session.session_key
    answer = client.post("/akun/hp/kode/", {"code": code("+6281234567890")})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/")
    user = User.objects.get()
    assert (user.name, user.phone, user.phone_verified, user.email) == ("Sri", "+6281234567890", True, None)
    assert not user.has_usable_password()
    assert who(client) == user
    assert client.session.session_key != before


def test_signing_up_by_email_with_a_password(client: Client, code: Code) -> None:
    data = {"name": "Sri", "contact": "Sri@Contoh.id", "password1": "kelapa-muda-77"}
    assert client.post("/akun/daftar/", data).headers["Location"] == "/akun/surel/kode/"
    assert who(client) != User.objects.get()
    client.post("/akun/surel/kode/", {"code": code("sri@contoh.id")})
    user = User.objects.get()
    assert (user.email, user.phone, user.check_password("kelapa-muda-77")) == ("sri@contoh.id", None, True)
    assert EmailAddress.objects.get().verified
    assert who(client) == user


@pytest.mark.parametrize("contact", ["0812 3456 7890", "ada@contoh.id"])
def test_a_known_and_an_unknown_contact_get_the_same_answer_at_sign_up(contact: str) -> None:
    fresh = Client().post("/akun/daftar/", {"name": "A", "contact": contact, "password1": ""})
    cache.clear()  # the wait between two codes for one contact is the same for everybody, too
    again = Client().post("/akun/daftar/", {"name": "B", "contact": contact, "password1": ""})
    assert (fresh.status_code, fresh.headers["Location"]) == (again.status_code, again.headers["Location"])
    assert User.objects.count() == 1


@pytest.mark.parametrize(("known", "unknown"), [("+6281211112222", "0812 9999 8888"), ("ada@contoh.id", "x@contoh.id")])
def test_a_known_and_an_unknown_contact_get_the_same_answer_at_the_code_door(known: str, unknown: str) -> None:
    user = UserFactory(phone="+6281211112222", email="ada@contoh.id")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    first, second = (Client().post("/akun/masuk/kode/", {"contact": contact}) for contact in (known, unknown))
    assert (first.status_code, first.headers["Location"]) == (302, "/akun/masuk/kode/isi/")
    assert (second.status_code, second.headers["Location"]) == (302, "/akun/masuk/kode/isi/")


def test_signing_in_by_code_and_only_five_tries(client: Client, code: Code) -> None:
    user = UserFactory(phone="+6281211112222", email=None)
    client.post("/akun/masuk/kode/", {"contact": "081211112222"})
    right = code("+6281211112222")
    for _ in range(5):
        client.post("/akun/masuk/kode/isi/", {"code": "SALAH-X"})
    client.post("/akun/masuk/kode/isi/", {"code": right})
    assert who(client) != user
    client.post("/akun/masuk/kode/", {"contact": "081211112222"})
    client.post("/akun/masuk/kode/isi/", {"code": code("+6281211112222")})
    assert who(client) == user


@pytest.mark.parametrize("contact", ["0812-1111-2222", "ADA@contoh.id"])
def test_signing_in_by_either_contact_with_a_password(client: Client, contact: str) -> None:
    user = UserFactory(phone="+6281211112222", email="ada@contoh.id", password="kelapa-muda-77")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    answer = client.post("/akun/masuk/", {"login": contact, "password": "kelapa-muda-77"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/")
    assert who(client) == user


def test_next_leads_inside_only() -> None:
    user = UserFactory(phone="+6281211112222", email=None, password="kelapa-muda-77")
    data = {"login": user.phone, "password": "kelapa-muda-77"}
    inside = Client().post("/akun/masuk/", {**data, "next": "/toko-saya/"})
    outside = Client().post("/akun/masuk/", {**data, "next": "https://jahat.example/"})
    assert inside.headers["Location"] == "/toko-saya/"
    assert outside.headers["Location"] == "/akun/"


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    user = UserFactory(phone="+6281211112222", email=None, password="kelapa-muda-77")
    for _ in range(5):
        client.post("/akun/masuk/", {"login": user.phone, "password": "salah"})
    client.post("/akun/masuk/", {"login": user.phone, "password": "kelapa-muda-77"})
    assert who(client) != user


def test_a_new_password_ends_other_sessions(client: Client) -> None:
    user, other = UserFactory(password="kelapa-muda-77"), Client()
    client.force_login(user)
    other.force_login(user)
    data = {"oldpassword": "kelapa-muda-77", "password1": "durian-merah-88", "password2": "durian-merah-88"}
    client.post("/akun/sandi/ganti/", data)
    assert who(client) == user
    assert who(other) != user


def test_a_bad_contact_keeps_what_was_typed(client: Client) -> None:
    answer = client.post("/akun/daftar/", {"name": "Sri", "contact": "12", "password1": ""})
    assert answer.status_code == 200
    assert "Nomor telepon tidak dikenali" in answer.content.decode()
    assert 'value="Sri"' in answer.content.decode()
    assert not User.objects.exists()


def test_codes_are_in_no_log(client: Client, code: Code, caplog: pytest.LogCaptureFixture) -> None:
    from rumah.core import outbox

    UserFactory(phone="+6281211112222", email=None)
    with caplog.at_level("DEBUG"):
        client.post("/akun/masuk/kode/", {"contact": "081211112222"})
        outbox.deliver_due()
    assert code("+6281211112222") not in caplog.text
    assert OutboxMessage.objects.get().state == "sent"
