from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from rumah.accounts.found import COORDINATOR
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.operate.maintenance import close, copy_again, current, reopen
from rumah.operate.models import Maintenance
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db


def test_the_house_closes_for_visitors_and_not_for_its_watchers():
    until = clock.now() + timedelta(minutes=30)
    close(until=until, message="Kami memindahkan data.", message_en="We are moving data.")
    for path in ("/", "/produk/", "/toko-saya/", "/tidak-ada/"):
        response = Client().get(path)
        assert response.status_code == 503
        assert 1700 < int(response["Retry-After"]) <= 1800
        assert "Kami memindahkan data." in response.content.decode()
        assert f"{clock.local(until):%H.%M} WIB" in response.content.decode()
    english = Client()
    english.cookies["bahasa"] = "en"
    assert "We are moving data." in english.get("/produk/").content.decode()
    assert Client().post("/favorit/tambah/", {"produk": 1}).status_code == 503
    api = Client().get("/api/v1/products")
    assert (api.status_code, api["Content-Type"]) == (503, "application/problem+json")
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/akun/masuk/").status_code == 200


def test_staff_pass_and_others_who_are_signed_in_do_not():
    close()
    person = Client()
    person.force_login(UserFactory())
    closed = person.get("/produk/")
    assert (closed.status_code, closed["Retry-After"]) == (503, "600")
    assert "Keranjang dan pesanan Anda aman." in closed.content.decode()
    assert entered(COORDINATOR).get("/produk/").status_code == 200


def test_pages_that_stand_ready_are_forgotten_and_opening_is_heard(settings):
    settings.PAGE_CACHE_SECONDS = 60
    assert Client().get("/produk/").status_code == 200
    close()
    assert Client().get("/produk/").status_code == 503
    assert reopen() is True
    assert Client().get("/produk/").status_code == 200
    assert reopen() is False


def test_an_emptied_cache_opens_it_for_a_minute_at_most():
    close()
    cache.clear()
    current.forget()
    assert Client().get("/produk/").status_code == 200
    copy_again()
    current.forget()
    assert Client().get("/produk/").status_code == 503


def test_an_open_house_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert current() is None


def test_the_command_closes_opens_and_refuses_what_it_cannot_read():
    said = StringIO()
    call_command("maintenance", "on", "--until", "2999-01-01 23:00", "--message", "Sebentar.", stdout=said)
    work = Maintenance.objects.get()
    assert f"{work.until:%Y-%m-%d %H:%M}" == "2999-01-01 16:00"
    call_command("maintenance", "on", stdout=said)
    assert Maintenance.objects.get().message == ""
    call_command("maintenance", "off", stdout=said)
    assert said.getvalue().splitlines()[-1] == "open"
    for wrong in ("besok", "2026-13-40 10:00"):
        with pytest.raises(CommandError, match="--until"):
            call_command("maintenance", "on", "--until", wrong)
    with pytest.raises(CommandError, match="Waktu selesai sudah lewat"):
        call_command("maintenance", "on", "--until", "2020-01-01 10:00")
    with pytest.raises(DomainError, match="300 huruf"):
        close(message="x" * 301)
    assert not Maintenance.objects.exists()
