"""The account at the courier company is filled up from the bank: within what is there, once, and on the staff's page."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from products.ledger.balances import balance, balances
from products.payments.courier_cost import courier_cost
from products.payouts.models import CourierTopUp
from products.payouts.proving.prove import prove
from products.payouts.top_up import top_up, void_top_up
from rumah.accounts.found import COORDINATOR, TREASURER, found
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, NotAllowed
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, bank_has
from tests.factories.people import UserFactory
from tests.factories.selling import sold

pytestmark = pytest.mark.django_db
PAGE = "/staf/saldo-kurir/"


@pytest.fixture
def boss():
    courier_cost(order=sold(VariantFactory(price=60_000)), reference="RK-1-1", rupiah=18_000)
    bank_has(50_000)
    return UserFactory(is_superuser=True)


def _line(boss, **kwargs):
    return {"amount": 30_000, "on": clock.today(), "reference": "trf 1", "proof": PDF, "actor": boss, **kwargs}


def test_what_parcels_used_comes_back_from_the_bank_and_more_waits_for_the_next(boss):
    row = top_up(**_line(boss))
    assert (row.reference, balance("bank"), balance("couriers")) == ("TRF 1", 20_000, 12_000)
    assert prove() == []
    with pytest.raises(Conflict, match="sudah dicatat"):
        top_up(**_line(boss, amount=1_000))
    with pytest.raises(Conflict, match=r"hanya Rp20\.000"):
        top_up(**_line(boss, amount=20_001, reference="x"))
    for _ in range(2):
        void_top_up(row=row, reason="Salah jumlah", actor=boss)
    assert (balance("bank"), balance("couriers")) == (50_000, -18_000)
    assert sum(balances().values()) == 0
    assert prove() == []
    top_up(**_line(boss, amount=1_000))


def test_everything_that_is_wrong_is_said_at_once_and_nobody_else_may(boss):
    with pytest.raises(DomainError) as error:
        top_up(amount=0, on=None, reference=" ", proof=b"x", actor=boss)
    assert [problem.field for problem in error.value.problems] == ["amount", "on", "reference", "proof"]
    with pytest.raises(NotAllowed):
        top_up(**_line(UserFactory()))
    with pytest.raises(DomainError, match="alasan"):
        void_top_up(row=top_up(**_line(boss)), reason=" ", actor=boss)
    assert CourierTopUp.objects.get().voided_at is None


def test_the_treasurers_page_shows_notes_and_voids_it(boss):
    found()
    client, user = Client(), UserFactory()
    user.groups.add(Group.objects.get(name=TREASURER))
    client.force_login(user)
    typed = {"amount": "Rp30.000", "on": clock.today().isoformat(), "reference": ""}
    wrong = client.post(PAGE, typed)
    assert (wrong.status_code, 'value="Rp30.000"' in wrong.content.decode()) == (422, True)
    proof = SimpleUploadedFile("koran.pdf", PDF, "application/pdf")
    assert client.post(PAGE, {**typed, "reference": "trf 1", "proof": proof}).status_code == 302
    page = client.get(PAGE).content.decode()
    for words in ("Rp18.000", "-Rp12.000", "Rp30.000", "TRF 1"):
        assert words in page
    row = CourierTopUp.objects.get()
    assert b"".join(client.get(f"{PAGE}{row.pk}/bukti/").streaming_content) == PDF
    client.post(f"{PAGE}{row.pk}/batal/", {"reason": "Salah"})
    row.refresh_from_db()
    assert row.void_reason == "Salah"


def test_others_find_no_page(boss):
    found()
    client, user = Client(), UserFactory()
    user.groups.add(Group.objects.get(name=COORDINATOR))
    client.force_login(user)
    row = top_up(**_line(boss))
    for answer in (client.get(PAGE), client.post(f"{PAGE}{row.pk}/batal/", {"reason": "x"})):
        assert answer.status_code == 302
    row.refresh_from_db()
    assert row.voided_at is None
