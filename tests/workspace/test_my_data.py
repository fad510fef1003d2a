"""A person sees what is kept on them and takes it along; nobody else's data is in it."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from products.orders.people import Buyer
from rumah.core import clock
from rumah.core.models import AuditEntry
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.orders import buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGE, FILE = "/akun/data-saya/", "/akun/data-saya/unduh/"
SIGNED_IN_LATELY = "sandi-uji-123"


def _file(client: Client) -> dict[str, list[dict[str, object]]]:
    """Take the file as a browser does: asked for, signed in again, sent."""
    asked = client.post(FILE)
    assert asked.headers["Location"].startswith("/akun/ulangi-masuk/")
    answer = client.post(asked.headers["Location"], {"password": SIGNED_IN_LATELY})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="data-saya.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    body = json.loads(b"".join(answer.streaming_content))
    return {part["table"]: part["rows"] for part in body["data"]}


def test_the_page_says_what_for_on_what_ground_and_how_long(client, django_assert_max_num_queries):
    client.force_login(UserFactory())
    with django_assert_max_num_queries(4):
        page = client.get(PAGE).content.decode()
    assert "Alamat tersimpan" in page
    assert "10 tahun sejak transaksi (PP 80/2019)" in page
    assert f'href="{PAGE}"' in client.get("/akun/").content.decode()


def test_the_file_holds_the_person_and_leaves_a_trace(client):
    user = UserFactory(name="Siti Aminah")
    client.force_login(user)
    data = _file(client)
    assert list(data) == ["accounts.User", "core.AuditEntry"]
    assert [row["name"] for row in data["accounts.User"]] == ["Siti Aminah"]
    assert AuditEntry.objects.filter(verb="accounts.data_exported", actor=user, target_id=str(user.pk)).count() == 1


def test_a_sellers_file_has_nothing_of_their_buyer(client):
    seller = MembershipFactory()
    person = UserFactory(name="Pembeli Rahasia", phone="+6281299998888")
    variant = VariantFactory(product=ProductFactory(business=seller.business), stock=5)
    bought = buy({variant: 1}, buyer=Buyer("Pembeli Rahasia", "0812 9999 8888", "rahasia@contoh.id", user=person))
    client.force_login(seller.user)
    text = json.dumps(_file(client))
    assert seller.business.name in text
    for secret in ("Pembeli Rahasia", "81299998888", "rahasia@contoh.id"):
        assert secret not in text
    theirs = Client()
    theirs.force_login(person)
    assert [row["number"] for row in _file(theirs)["orders.Purchase"]] == [bought.number]


def test_who_has_no_password_signed_in_by_code_lately(client):
    user = UserFactory()
    client.force_login(user)
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert client.post(FILE).headers["Content-Type"] == "application/json"
    user.last_login = clock.now() - timedelta(minutes=16)
    user.save()
    assert "Keluar, lalu masuk lagi" in client.post(FILE, follow=True).content.decode()
    assert AuditEntry.objects.filter(verb="accounts.data_exported").count() == 1


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_visitor_is_asked_to_sign_in(client, address):
    answer = client.post(address) if address == FILE else client.get(address)
    assert answer.headers["Location"].startswith("/akun/masuk/")
    assert not AuditEntry.objects.filter(verb="accounts.data_exported").exists()


def test_looking_at_the_address_of_the_file_gives_nothing(client):
    client.force_login(UserFactory())
    assert client.get(FILE).status_code == 405
