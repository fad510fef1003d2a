"""The staff's page: who pays sees what waits; everybody else sees nothing and changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from products.payments.models import Refund
from products.payments.refund import refund
from products.payments.refund_by_hand import give_account
from products.payouts.models import BankFile, Payout, PayoutAccount
from rumah.accounts.found import TREASURER
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bank_has
from tests.factories.people import UserFactory, entered
from tests.factories.selling import banked, sold

pytestmark = pytest.mark.django_db
PAGE = "/staf/uang-keluar/"


def _client(group=None):
    if group:
        return entered(group)
    client = Client()
    client.force_login(UserFactory())
    return client


@pytest.fixture
def house():
    order = sold(VariantFactory(price=90_000))
    banked(order.business)
    with transaction.atomic():
        refund(purchase=order.purchase, order=order, amount=20_000, reason="Rusak", key="k")
    Refund.objects.update(state="manual")
    give_account(purchase=order.purchase, bank="BCA", number="55554444", holder="Buyer")
    PayoutAccount.objects.update(confirmed_at=None)
    return order


def _proof():
    return {"proof": SimpleUploadedFile("bukti.pdf", b"%PDF-1.4", "application/pdf")}


def test_from_account_to_proof(house):
    client = _client(TREASURER)
    shown = client.get(PAGE).content.decode()
    for number in ("55554444", "1234567890"):
        assert number not in shown
        assert f"•{number[-4:]}" in shown
    account = PayoutAccount.objects.get()
    client.post(f"{PAGE}rekening/{account.pk}/", {"seen": "2020-01-01T00:00:00+00:00", "number": "1234567890"})
    client.post(f"{PAGE}rekening/{account.pk}/", {"seen": account.changed_at.isoformat(), "number": "1234567891"})
    account.refresh_from_db()
    assert account.confirmed_at is None
    client.post(f"{PAGE}rekening/{account.pk}/", {"seen": account.changed_at.isoformat(), "number": "1234-567-890"})
    account.refresh_from_db()
    assert account.confirmed_at is not None
    client.post(f"{PAGE}kumpulkan/")
    client.post(f"{PAGE}berkas/")
    assert not BankFile.objects.exists()
    assert "lebih dari yang dapat dicairkan" in client.get(PAGE).content.decode()
    bank_has(90_000)
    assert "lebih dari yang dapat dicairkan" not in client.get(PAGE).content.decode()
    client.post(f"{PAGE}berkas/")
    file, payout = BankFile.objects.get(), Payout.objects.get()
    assert (payout.state, payout.amount) == ("exported", 70_000)
    answer = client.get(f"{PAGE}berkas/{file.pk}/")
    assert b"CR-" in answer.content
    assert b"1234567890" in answer.content
    assert b"55554444" in client.post(f"{PAGE}pengembalian/berkas/").content
    assert client.get(f"{PAGE}pengembalian/berkas/").status_code == 405
    assert AuditEntry.objects.filter(verb="payouts.file_taken").count() == 1
    client.post(f"{PAGE}pencairan/{payout.pk}/")
    payout.refresh_from_db()
    assert payout.state == "exported"
    client.post(f"{PAGE}pencairan/{payout.pk}/", _proof())
    client.post(f"{PAGE}pengembalian/{Refund.objects.get().pk}/", _proof())
    payout.refresh_from_db()
    assert (payout.state, Refund.objects.get().state) == ("paid", "done")
    assert b"".join(client.get(f"{PAGE}bukti/pencairan/{payout.pk}/").streaming_content) == b"%PDF-1.4"
    assert client.get(f"{PAGE}bukti/pencairan/999/").status_code == 404
    assert "4444" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}pengembalian/berkas/").status_code == 302


@pytest.mark.parametrize("group", [None, "Verifikator", "Koordinator"])
def test_others_see_and_change_nothing(house, group):
    client = _client(group)
    refund_row, account = Refund.objects.get(), PayoutAccount.objects.get()
    answer = client.get(PAGE)
    assert answer.status_code == 302
    for path in (
        f"rekening/{account.pk}/",
        "kumpulkan/",
        "berkas/",
        "pengembalian/berkas/",
        f"pengembalian/{refund_row.pk}/",
    ):
        assert client.post(PAGE + path, {**_proof(), "number": "1234567890"}).status_code == 302
    refund_row.refresh_from_db()
    account.refresh_from_db()
    assert (refund_row.state, account.confirmed_at, Payout.objects.count()) == ("manual", None, 0)


def test_the_rules_have_their_screens(house):
    client = _client(TREASURER)
    for path in ("/staf/commissionrule/", "/staf/taxthreshold/"):
        assert client.get(path).status_code == 200
