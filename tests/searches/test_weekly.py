from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.http import urlencode

from products.catalogue.models import Product
from products.catalogue.queries import Filters
from products.catalogue.refresh import refresh_products
from products.searches.keep import MOST, WEEK, drop, keep
from products.searches.links import reader_of, stop_url
from products.searches.models import SavedSearch, SearchReader
from products.searches.pause import pause, pause_all, resume
from products.searches.tell import LAG, SHOWN, tell, tell_due
from rumah.core import clock, outbox
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import CategoryFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def kept(user, q="keripik", **more):
    fields = {"q": q, **more}
    address = urlencode({name: value for name, value in fields.items() if value})
    return keep(user=user, filters=Filters(**fields), address=address, name=f"Cari {q}")


def a_week_passes():
    """Let everybody's week be over: what was kept now was kept a week ago."""
    SearchReader.objects.update(next_at=clock.now() - timedelta(hours=1))
    SavedSearch.objects.update(told_until=clock.now() - WEEK)


def shown(*names, days=1, **fields):
    """Put products on the shelf for the first time so many days ago."""
    ids = [VariantFactory(product__name=name, **{f"product__{k}": v for k, v in fields.items()}).product_id for name in names]  # fmt: skip
    refresh_products(ids)
    Product.objects.filter(pk__in=ids).update(listed_at=clock.now() - timedelta(days=days))
    return ids


def test_a_week_brings_one_message_with_what_is_new_and_then_none():
    user = UserFactory(name="Rina", email="rina@contoh.id")
    food = CategoryFactory(slug="camilan")
    shown("Keripik Lama", days=9)
    kept(user)
    kept(user, q="", category="camilan", max_price=20_000)
    kept(user, q="topi")
    assert tell_due() == 0
    a_week_passes()
    shown("Keripik Pisang")
    shown("Kue Bagiak", category=food)
    assert tell_due() == 1
    message = OutboxMessage.objects.get()
    assert (message.channel, message.to, message.subject) == ("email", "rina@contoh.id", "Yang baru di pencarian Anda")
    assert "Minggu ini ada yang baru di 2 pencarian Anda." in message.body
    assert "Cari keripik\n- Keripik Pisang, Rp15.000, " in message.body
    assert "Kue Bagiak" in message.body
    assert "Keripik Lama" not in message.body
    assert "topi" not in message.body
    assert stop_url(user.pk) in message.body
    assert tell_due() == 0
    SearchReader.objects.update(next_at=clock.now())
    assert tell_due() == 0
    assert OutboxMessage.objects.count() == 1


def test_many_new_ones_are_not_all_named_and_the_rest_is_one_tap_away():
    kept(UserFactory())
    a_week_passes()
    shown(*(f"Keripik Rasa {n}" for n in range(SHOWN + 3)))
    assert tell_due() == 1
    body = OutboxMessage.objects.get().body
    assert body.count("- Keripik Rasa") == SHOWN
    assert "Masih ada lagi: http://testserver/produk/?q=keripik&urut=terbaru" in body


def test_what_is_shown_while_the_message_is_made_comes_next_week():
    kept(UserFactory())
    a_week_passes()
    (late,) = shown("Keripik Baru", days=0)
    assert tell_due() == 0
    Product.objects.filter(pk=late).update(listed_at=clock.now() - LAG)
    SearchReader.objects.update(next_at=clock.now())
    SavedSearch.objects.update(told_until=clock.now() - LAG - timedelta(seconds=9))
    assert tell_due() == 1


def test_cut_off_before_the_end_it_is_told_once_in_all(monkeypatch):
    user = UserFactory()
    kept(user)
    a_week_passes()
    shown("Keripik Pisang")
    turn, before = SearchReader.objects.get().next_at, SavedSearch.objects.get().told_until

    def killed(**_words):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "queue", killed)
        with pytest.raises(SystemExit), transaction.atomic():
            tell(user_id=user.pk, turn=turn)
    assert SearchReader.objects.get().next_at == turn
    assert SavedSearch.objects.get().told_until == before
    assert tell(user_id=user.pk, turn=turn) is True
    # A second worker that read the same turn comes too late.
    assert tell(user_id=user.pk, turn=turn) is False
    assert OutboxMessage.objects.count() == 1


def test_a_worker_that_stood_still_owes_one_message_and_keeps_the_day():
    user = UserFactory()
    kept(user)
    a_week_passes()
    turn = clock.now() - timedelta(days=30)
    SearchReader.objects.update(next_at=turn)
    shown("Keripik Pisang", days=2)
    assert tell_due() == 1
    assert SearchReader.objects.get().next_at == turn + 5 * WEEK


def test_paused_and_stopped_searches_are_silent_and_do_not_catch_up():
    user = UserFactory(email=None, phone="+6281200001111")
    search = kept(user)
    pause(user=user, search_id=search.pk)
    a_week_passes()
    shown("Keripik Pisang")
    assert tell_due() == 0
    assert resume(user=user, search_id=search.pk) is True
    SearchReader.objects.update(next_at=clock.now())
    assert tell_due() == 0
    assert pause_all(user_id=user.pk) == 1
    assert resume(user=UserFactory(), search_id=search.pk) is False
    a_week_passes()
    assert tell_due() == 0
    # Kept once more, it runs again.
    kept(user)
    SavedSearch.objects.update(told_until=clock.now() - WEEK)
    SearchReader.objects.update(next_at=clock.now())
    assert tell_due() == 1
    assert OutboxMessage.objects.values_list("channel", "to").get() == ("whatsapp", "+6281200001111")


def test_a_search_says_something_and_there_are_twenty_at_most():
    user = UserFactory()
    with pytest.raises(DomainError, match="Tulis kata pencarian"):
        keep(user=user, filters=Filters(sort="cheapest"), address="urut=termurah", name="Semua")
    with pytest.raises(DomainError, match="Isi nama"):
        keep(user=user, filters=Filters(q="kopi"), address="q=kopi", name="  ")
    for number in range(MOST):
        kept(user, q=f"kopi {number}")
    with pytest.raises(Conflict, match="20 pencarian"):
        kept(user, q="teh")
    assert kept(user, q="kopi 3").pk == user.searches.get(address="q=kopi+3").pk
    assert drop(user=user, search_id=user.searches.first().pk) is True
    kept(user, q="teh")
    assert user.searches.count() == MOST


def test_the_cost_is_one_query_a_search(django_assert_max_num_queries):
    user = UserFactory()
    for number in range(10):
        kept(user, q="", min_price=1000 + number)
    a_week_passes()
    shown(*(f"Keripik {n}" for n in range(8)))
    # One to find who is due; savepoint, turn, searches, mark, message, release; one a search.
    with django_assert_max_num_queries(7 + 10):
        assert tell_due() == 1


@pytest.fixture
def user():
    return UserFactory(email="rina@contoh.id")


@pytest.fixture
def client(user):
    client = Client()
    client.force_login(user)
    return client


def test_whoever_must_sign_in_first_comes_back_to_the_search(user):
    visitor = Client()
    page = visitor.get("/produk/?q=keripik&min=5000&urut=termurah").content.decode()
    address = "/akun/pencarian/simpan/?q=keripik&amp;min=5000"
    assert f'href="{address}"' in page
    assert "pencarian/simpan" not in visitor.get("/produk/").content.decode()
    door = visitor.get(address.replace("&amp;", "&"))
    assert door["Location"] == "/akun/masuk/?next=/akun/pencarian/simpan/%3Fq%3Dkeripik%26min%3D5000"


def test_kept_listed_paused_and_deleted_by_pages(client, user):
    path = "/akun/pencarian/simpan/?q=keripik&min=5000&urut=termurah&lanjut=x"
    page = client.get(path).content.decode()
    assert "“keripik”, mulai Rp5.000" in page
    bad = client.post(path, {"name": "x" * 81})
    assert bad.status_code == 400
    assert "<title>Galat:" in bad.content.decode()
    assert "x" * 81 in bad.content.decode()
    assert client.post("/akun/pencarian/simpan/", {"name": ""}).status_code == 400
    assert client.post(path, {"name": ""})["Location"] == "/akun/pencarian/"
    search = user.searches.get()
    assert (search.name, search.address, search.wanted) == (
        "“keripik”, mulai Rp5.000", "q=keripik&min=5000", {"q": "keripik", "min_price": 5000}
    )  # fmt: skip
    assert 'href="/produk/?q=keripik&amp;min=5000"' in client.get("/akun/pencarian/").content.decode()
    client.post(f"/akun/pencarian/{search.pk}/jeda/")
    assert "dijeda" in client.get("/akun/pencarian/").content.decode()
    client.post(f"/akun/pencarian/{search.pk}/lanjut/")
    search.refresh_from_db()
    assert search.is_paused is False
    client.post(f"/akun/pencarian/{search.pk}/hapus/")
    assert "Belum ada pencarian tersimpan." in client.get("/akun/pencarian/").content.decode()


def test_a_stranger_gets_404_and_changes_nothing(user):
    search, stranger = kept(user), Client()
    for verb in ("jeda", "lanjut", "hapus"):
        assert stranger.post(f"/akun/pencarian/{search.pk}/{verb}/").status_code == 302
    stranger.force_login(UserFactory())
    for verb in ("jeda", "lanjut", "hapus"):
        assert stranger.post(f"/akun/pencarian/{search.pk}/{verb}/").status_code == 404
        assert stranger.get(f"/akun/pencarian/{search.pk}/{verb}/").status_code == 405
    assert search.name not in stranger.get("/akun/pencarian/").content.decode()
    assert SavedSearch.objects.values_list("pk", "is_paused").get() == (search.pk, False)


def test_the_link_stops_it_without_signing_in_by_a_press_alone(user):
    kept(user)
    token = stop_url(user.pk).partition("?k=")[2]
    assert reader_of(token) == user.pk
    assert reader_of(f"{token}x") == 0
    visitor = Client()
    assert "Hentikan kabar" in visitor.get(f"/pencarian/berhenti/?k={token}").content.decode()
    assert user.searches.get().is_paused is False
    same = {"Sec-Fetch-Site": "same-origin"}
    assert (
        visitor.post("/pencarian/berhenti/", {"k": token}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )
    done = visitor.post("/pencarian/berhenti/", {"k": token}, headers=same)
    assert "Kabar mingguan dihentikan" in done.content.decode()
    assert user.searches.get().is_paused is True
    assert visitor.get("/pencarian/berhenti/?k=salah").status_code == 404
