"""The staff's page of money that needs a person: what it lists, who may act, and that a replay does its work once."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from products.ledger.models import Journal
from products.orders.expire import expire
from products.orders.models import Purchase
from products.payments.inbox import process_due
from products.payments.models import Attempt, Refund, TransferProof, WebhookEvent
from products.payments.refund import refund
from products.payments.start import start
from products.payments.transfer_proof import send_proof
from products.stock.models import StockLevel
from rumah.accounts.found import COORDINATOR, TREASURER, VERIFIER, found
from rumah.core import clock
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, attempt_for, bought, money_comes, money_goes
from tests.factories.orders import buy
from tests.factories.people import UserFactory
from tests.peers.paying import choose

pytestmark = pytest.mark.django_db
PAGE = "/staf/uang/"
QUIET = "Semua beres. Tidak ada uang yang menunggu petugas."


def client_of(group: str = "", **kwargs) -> Client:
    found()
    user = UserFactory(**kwargs)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def treasurer() -> Client:
    return client_of(TREASURER)


def late_and_gone(variant) -> Attempt:
    """Money for a purchase that is over, of a provider that gives nothing back by itself."""
    purchase = buy({variant: 1})
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now() - timedelta(minutes=1))
    assert expire(purchase_id=purchase.pk)
    StockLevel.objects.filter(pk=variant.pk).update(on_hand=0)
    attempt = money_comes(attempt_for(purchase, provider="va", state="expired"))
    Refund.objects.filter(attempt=attempt).update(state="manual")
    return attempt


def message(attempt: Attempt, **kwargs) -> WebhookEvent:
    return WebhookEvent.objects.create(
        **{
            "provider": "stripe", "event_id": f"evt_{uuid.uuid4().hex}", "kind": "checkout.session.completed",
            "attempt": attempt, "reference": attempt.reference, "payload": {}, "received_at": clock.now(),
            "last_error": "about cs_other", **kwargs,
        }
    )  # fmt: skip


@pytest.fixture
def everything():
    """One of each: a proof, another amount, unreadable money, taken back, late with its refund due, second, a message."""
    variant = VariantFactory(price=15_000, stock=50)
    proof = send_proof(purchase=start(purchase=buy({variant: 1}), provider="transfer").purchase, content=PDF)
    odd = money_comes(attempt_for(buy({variant: 1})), 14_000)
    unread = money_comes(attempt_for(buy({variant: 1})), 1)
    Attempt.objects.filter(pk=unread.pk).update(received=None)
    gone = money_goes(Attempt.objects.get(purchase=bought({variant: 1})[0]))
    twice = buy({variant: 1})
    money_comes(attempt_for(twice))
    second = money_comes(attempt_for(twice, state="expired"))
    Refund.objects.filter(attempt=second).update(state="manual")
    late = late_and_gone(VariantFactory(price=25_000, stock=1))
    event = message(attempt_for(buy({variant: 1})))
    return proof, odd, unread, gone, second, late, event


def test_when_all_is_well_there_is_nothing(treasurer):
    bought({VariantFactory(price=15_000): 1})
    # A second payment that its provider takes back by itself is nobody's work.
    purchase = buy({VariantFactory(price=15_000): 1})
    money_comes(attempt_for(purchase))
    money_comes(attempt_for(purchase, state="expired"))
    answer = treasurer.get(PAGE)
    assert (answer.status_code, QUIET in answer.content.decode()) == (200, True)


def test_each_kind_is_told_with_its_sum_and_what_can_be_done(treasurer, everything):
    proof, odd, unread, gone, second, late, event = everything
    page = treasurer.get(PAGE).content.decode()
    assert QUIET not in page
    for words in (
        "Jumlah atau mata uang tidak cocok · Rp14.000", "Ditagih Rp15.000; kata penyedia: said.", "Kembalikan Rp14.000",
        "Ditarik kembali setelah lunas · Rp15.000", "Pembayaran kedua, dikembalikan · Rp15.000",
        "Pembayaran terlambat, dikembalikan · Rp25.000", "about cs_other", "Proses lagi", "Uang sudah masuk",
    ):  # fmt: skip
        assert words in page, words
    for row in (proof.attempt, odd, unread, gone, second, late, event.attempt):
        assert row.purchase.number in page
    assert page.count("/staf/uang/kembalikan/") == 1
    assert page.count("/staf/uang/ditangani/") == 2
    assert page.count("Transfer di halaman Uang keluar") == 2


def test_many_rows_cost_as_many_queries_as_one(treasurer, everything, django_assert_num_queries):
    treasurer.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        treasurer.get(PAGE)
    variant = VariantFactory(price=15_000, stock=50)
    for _ in range(5):
        money_comes(attempt_for(buy({variant: 1})), 14_000)
        money_goes(Attempt.objects.get(purchase=bought({variant: 1})[0]))
        message(attempt_for(buy({variant: 1})))
    with django_assert_num_queries(len(one)):
        treasurer.get(PAGE)


def test_the_button_gives_the_money_back_once(treasurer, everything):
    _proof, odd, *_others = everything
    for _ in range(2):
        assert treasurer.post(f"{PAGE}kembalikan/{odd.pk}/", {"reason": "Anda mentransfer kurang"}).status_code == 302
    (made,) = Refund.objects.filter(attempt=odd)
    assert (made.amount, made.reason) == (14_000, "Anda mentransfer kurang")
    assert "/staf/uang/kembalikan/" not in treasurer.get(PAGE).content.decode()
    assert treasurer.post(f"{PAGE}kembalikan/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("group", ["", VERIFIER, COORDINATOR, None])
def test_others_see_nothing_and_change_nothing(group, everything):
    proof, odd, _unread, gone, _second, _late, event = everything
    client = Client() if group is None else client_of(group)
    before = (list(Attempt.objects.values().order_by("pk")), Refund.objects.count(), AuditEntry.objects.count())
    assert client.get(PAGE).status_code == 302
    for path, data in (
        (f"kembalikan/{odd.pk}/", {"reason": "x"}), (f"ditangani/{gone.pk}/", {"note": "x"}),
        (f"kabar/{event.pk}/", {}), (f"bukti/{proof.pk}/putusan/", {"putusan": "ya", "received": "15000"}),
    ):  # fmt: skip
        assert client.post(PAGE + path, data).status_code == 302
    assert client.get(f"{PAGE}bukti/{proof.pk}/").status_code == 302
    event.refresh_from_db()
    assert (event.processed_at, TransferProof.objects.get().accepted) == (None, None)
    assert before == (
        list(Attempt.objects.values().order_by("pk")), Refund.objects.count(), AuditEntry.objects.count()
    )  # fmt: skip


def test_who_may_only_look_has_no_buttons(everything):
    client, user = Client(), UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_attempt"]))
    client.force_login(user)
    page = client.get(PAGE).content.decode()
    assert "Jumlah atau mata uang tidak cocok · Rp14.000" in page
    assert 'action="/staf/uang/' not in page


def test_a_refund_that_never_ends_is_taken_over_there(treasurer):
    _purchase, (order,) = bought({VariantFactory(price=15_000): 1})
    with transaction.atomic():
        row = refund(purchase=order.purchase, order=order, amount=5_000, reason="Rusak", key="k")
    Refund.objects.update(state="sent", requested_at=clock.now() - timedelta(days=15), reference="re_9")
    page = treasurer.get(PAGE).content.decode()
    for words in ("Pengembalian yang tidak kunjung selesai · Rp5.000", "re_9", f"{PAGE}macet/{row.pk}/"):
        assert words in page
    treasurer.post(f"{PAGE}macet/{row.pk}/", {"note": "", "putusan": "transfer"})
    row.refresh_from_db()
    assert row.state == "sent"
    treasurer.post(f"{PAGE}macet/{row.pk}/", {"note": "Ditolak bank", "putusan": "transfer"})
    row.refresh_from_db()
    assert (row.state, row.last_error) == ("manual", "Ditolak bank")
    assert QUIET not in treasurer.get(PAGE).content.decode()


def test_what_a_person_did_is_noted(treasurer, everything):
    _proof, _odd, unread, gone, *_others = everything
    treasurer.post(f"{PAGE}ditangani/{gone.pk}/", {"note": " "})
    gone.refresh_from_db()
    assert gone.attended_at is None
    for row in (gone, unread):
        treasurer.post(f"{PAGE}ditangani/{row.pk}/", {"note": "Sudah dibicarakan dengan pembeli"})
        row.refresh_from_db()
        assert (row.attended_at is not None, row.last_error) == (True, "Sudah dibicarakan dengan pembeli")
    assert "/staf/uang/ditangani/" not in treasurer.get(PAGE).content.decode()


def test_a_proof_is_decided_there(treasurer, everything):
    proof, *_others = everything
    assert b"".join(treasurer.get(f"{PAGE}bukti/{proof.pk}/").streaming_content) == PDF
    treasurer.post(f"{PAGE}bukti/{proof.pk}/putusan/", {"putusan": "ya", "received": "15.00"})
    assert TransferProof.objects.get().accepted is None
    treasurer.post(f"{PAGE}bukti/{proof.pk}/putusan/", {"putusan": "ya", "received": "Rp15.000"})
    proof.attempt.refresh_from_db()
    assert (proof.attempt.state, TransferProof.objects.get().accepted) == ("settled", True)


def test_a_replay_settles_once_however_often(provider, purchase, treasurer):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    event = message(attempt, last_error="timeout")
    for _ in range(3):
        assert treasurer.post(f"{PAGE}kabar/{event.pk}/").status_code == 302
    attempt.refresh_from_db()
    event.refresh_from_db()
    assert (attempt.state, event.processed_at is not None, event.last_error) == ("settled", True, "")
    assert Journal.objects.filter(kind="received").count() == 1
    assert AuditEntry.objects.filter(verb="payments.replay").count() == 3
    assert QUIET in treasurer.get(PAGE).content.decode()


def test_a_replay_of_a_message_about_another_payment_changes_nothing(provider, purchase, treasurer):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    event = message(attempt, reference="cs_other")
    answer = treasurer.post(f"{PAGE}kabar/{event.pk}/", follow=True)
    assert "Kabar ini belum dapat diproses." in answer.content.decode()
    attempt.refresh_from_db()
    assert attempt.state == "pending"


def test_a_message_whose_provider_is_silent_stays_and_is_replayed_later(provider, purchase, treasurer, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    event = message(attempt, last_error="timeout")
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    answer = treasurer.post(f"{PAGE}kabar/{event.pk}/", follow=True)
    assert answer.status_code == 200
    event.refresh_from_db()
    assert (event.processed_at, bool(event.last_error)) == (None, True)
    settings.STRIPE_API_BASE = f"{provider}/simulasi/stripe"
    assert process_due() == 1
    attempt.refresh_from_db()
    assert attempt.state == "settled"


def test_an_unknown_message_is_a_404(treasurer):
    assert treasurer.post(f"{PAGE}kabar/999/").status_code == 404
    assert treasurer.get(f"{PAGE}kabar/999/").status_code == 405
