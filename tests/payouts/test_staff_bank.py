"""The staff's page of money that came in: the treasurer notes and voids, nobody else sees or changes anything."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from products.ledger.balances import balance
from products.payouts.models import BankReceipt
from rumah.accounts.found import COORDINATOR, TREASURER, VERIFIER, found
from rumah.core import clock
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, bank_has, bought
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/staf/uang-masuk/"


def client_of(group: str = "") -> Client:
    found()
    user = UserFactory()
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def line(**kwargs):
    return {
        "source": "stripe", "amount": "59.000", "fee": "Rp1.000", "on": clock.today().isoformat(), "reference": "po 1",
        "proof": SimpleUploadedFile("koran.pdf", PDF, "application/pdf"), **kwargs,
    }  # fmt: skip


@pytest.fixture
def sale():
    return bought({VariantFactory(price=60_000): 1})


def test_a_line_of_the_statement_is_noted_shown_and_voided(sale):
    client = client_of(TREASURER)
    assert "Rp60.000" in client.get(PAGE).content.decode()
    assert client.post(PAGE, line()).status_code == 302
    row = BankReceipt.objects.get()
    page = client.get(PAGE).content.decode()
    for words in ("Stripe · Rp59.000", "biaya Rp1.000", "PO 1", f"{PAGE}{row.pk}/bukti/"):
        assert words in page
    assert b"".join(client.get(f"{PAGE}{row.pk}/bukti/").streaming_content) == PDF
    client.post(f"{PAGE}{row.pk}/batal/", {"reason": ""})
    assert balance("bank") == 59_000
    client.post(f"{PAGE}{row.pk}/batal/", {"reason": "Salah tanggal"})
    assert balance("bank") == 0
    assert "Salah tanggal" in client.get(PAGE).content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(sale):
    client = client_of(TREASURER)
    answer = client.post(PAGE, line(amount="99.000", on="", reference="", proof=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Galat:",
        "paling lambat hari ini",
        "Tulis nomor referensi",
        "Unggah bukti transfer",
        'value="99.000"',
    ):
        assert words in page, words
    answer = client.post(PAGE, line(amount="15.00"))
    assert (answer.status_code, "bukan jumlah rupiah" in answer.content.decode()) == (422, True)
    answer = client.post(PAGE, line(amount="99.000"))
    assert (answer.status_code, "hanya Rp60.000 yang ada di Stripe" in answer.content.decode()) == (422, True)
    assert not BankReceipt.objects.exists()


@pytest.mark.parametrize("group", ["", VERIFIER, COORDINATOR])
def test_others_see_and_change_nothing(group, sale):
    row = bank_has(50_000)
    client = client_of(group)
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, line()).status_code == 302
    assert client.get(f"{PAGE}{row.pk}/bukti/").status_code == 302
    assert client.post(f"{PAGE}{row.pk}/batal/", {"reason": "x"}).status_code == 302
    row.refresh_from_db()
    assert (BankReceipt.objects.count(), row.voided_at, balance("bank")) == (1, None, 50_000)


def test_the_list_is_paged_and_costs_the_same_however_long(django_assert_num_queries):
    client = client_of(TREASURER)
    bank_has(1)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for _ in range(30):
        bank_has(1)
    with django_assert_num_queries(len(one)):
        answer = client.get(PAGE)
    cursor = answer.context["page"].next_cursor
    assert cursor
    seen = {row.pk for row in answer.context["page"].rows}
    after = {row.pk for row in client.get(PAGE, {"lanjut": cursor}).context["page"].rows}
    assert not seen & after
    assert client.get(f"{PAGE}999999/bukti/").status_code == 404
