import pytest
from django.test import Client

from products.orders.addresses import Place, keep
from products.orders.models import SavedAddress
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/akun/alamat/"
FORM = {
    "label": "Rumah", "name": "Siti", "phone": "0812 3456 7890", "region": "Licin", "address": "Jalan Ijen 12, RT 2",
}  # fmt: skip


@pytest.fixture
def user():
    return UserFactory(name="Siti")


@pytest.fixture
def client(user):
    client = Client()
    client.force_login(user)
    return client


def _page(client, path=LIST):
    return client.get(path).content.decode()


def test_added_changed_made_first_and_removed(client, user):
    assert "Belum ada alamat tersimpan." in _page(client)
    assert client.post(f"{LIST}tambah/", FORM)["Location"] == LIST
    client.post(f"{LIST}tambah/", {**FORM, "label": "Kantor", "region": "Giri", "address": "Jalan Kantor 9"})
    home, work = user.addresses.order_by("pk")
    assert (home.region_code, home.is_default, work.is_default) == ("35.10.24", True, False)
    assert client.post(f"{LIST}{work.pk}/utama/").status_code == 303
    assert 'value="Jalan' not in _page(client, f"{LIST}{home.pk}/")
    client.post(f"{LIST}{home.pk}/", {**FORM, "address": "Jalan Baru 77"})
    page = _page(client)
    for text in ("Kantor", "Jalan Baru 77", "utama", "0812-3456-7890"):
        assert text in page
    client.post(f"{LIST}{work.pk}/hapus/")
    assert list(user.addresses.values_list("address", "is_default")) == [("Jalan Baru 77", True)]


def test_every_error_at_once_and_nothing_typed_is_lost(client):
    page = client.post(f"{LIST}tambah/", {**FORM, "name": "", "phone": "1", "region": "Genteng", "address": "<x"})
    page = page.content.decode()
    for text in (
        "Galat:", "Tulis nama penerima.", "Nomor telepon tidak dikenali.", "Nama ini ada di beberapa tempat.",
        "Genteng, Kota Surabaya", "Tulis alamat lengkap", "&lt;x</textarea>", 'value="Genteng"',
    ):  # fmt: skip
        assert text in page
    assert not SavedAddress.objects.exists()
    client.post(f"{LIST}tambah/", {**FORM, "region": "Genteng", "region_code": "35.78.07"})
    assert SavedAddress.objects.get().region_code == "35.78.07"


@pytest.mark.parametrize("verb", ["", "hapus/", "utama/"])
def test_a_stranger_finds_nothing_and_changes_nothing(client, verb):
    other = keep(user=UserFactory(), place=Place("Eve", "0812 0000 0000", "35.10.24", "Jalan Rahasia 1"))
    second = keep(user=other.user, place=Place("Eve", "0812 0000 0000", "35.10.24", "Jalan Rahasia 2"))
    before = list(SavedAddress.objects.order_by("pk").values())
    assert client.post(f"{LIST}{second.pk}/{verb}", FORM).status_code == 404
    assert list(SavedAddress.objects.order_by("pk").values()) == before
    assert "Rahasia" not in _page(client)


def test_a_visitor_is_led_to_the_door():
    for path in (LIST, f"{LIST}tambah/", f"{LIST}1/"):
        assert Client().get(path)["Location"].startswith("/akun/masuk/")
