import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client

from products.payments.models import Attempt, WebhookEvent
from products.payments.poll import poll_closed, poll_live
from products.payments.providers import available
from products.payments.providers import provider as named
from products.payments.providers.base import Down, Forged, Refused
from products.payments.providers.midtrans_words import local_time, read
from products.payments.providers.wire import whole_rupiah
from products.payments.queries import attention, payment_status
from products.payments.settle import settle, settle_purchase
from products.payments.start import start
from products.payments.withdrawn import attend
from products.simulator.models import SimulatedCharge
from products.simulator.qris import crc
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry
from tests.factories.people import UserFactory
from tests.peers.broken import misbehaving
from tests.peers.paying import charge, happen, work

WAYS = ["qris", "va"]


def test_a_qr_code_is_shown_on_our_own_page_and_nobody_can_pay_the_simulated_one(provider, purchase):
    attempt = start(purchase=purchase, provider="qris")
    assert (attempt.state, attempt.url, attempt.reference) == ("pending", "", str(attempt.pk))
    assert attempt.qr.startswith("000201010212")
    for part in ("5908SIMULASI", "0215ID0000000000000", "ID.CO.SIMULASI", "5303360", "540530000", "5802ID"):
        assert part in attempt.qr
    assert attempt.qr[-4:] == f"{crc(attempt.qr[:-4]):04X}"
    assert payment_status(purchase).live == attempt


def test_the_checksum_is_the_one_of_the_standard():
    assert crc("123456789") == 0x29B1


def test_a_virtual_account_is_shown_with_its_bank(provider, purchase, settings):
    attempt = start(purchase=purchase, provider="va")
    assert (attempt.bank, attempt.account[:4], len(attempt.account), attempt.qr) == ("BNI", "0000", 16, "")
    settings.MIDTRANS_VA_BANK = "permata"
    other = named("va").create(Attempt(amount=5_000, expires_at=clock.now() + timedelta(hours=1)), purchase)
    assert (other.shown.bank, len(other.shown.account)) == ("PERMATA", 16)


@pytest.mark.parametrize("way", WAYS)
def test_paying_settles_through_the_message(way, provider, purchase):
    attempt = start(purchase=purchase, provider=way)
    assert happen(attempt, "bayar") == "/"
    event = WebhookEvent.objects.get()
    assert (event.provider, event.kind, event.reference, event.attempt_id) == (
        "midtrans", "settlement", attempt.reference, attempt.pk
    )  # fmt: skip
    assert "signature_key" not in event.payload
    assert work() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.received, attempt.payment_reference) == ("settled", 30_000, charge(attempt).pk)
    purchase.refresh_from_db()
    assert payment_status(purchase).code == "paid"
    assert attention() == []


def test_every_attempt_has_an_order_id_of_its_own_and_the_same_one_gets_the_same_code(provider, purchase):
    first = start(purchase=purchase, provider="qris")
    again = named("qris").create(first, purchase)
    assert (again.reference, again.shown.qr) == (first.reference, first.qr)
    happen(first, "kedaluwarsa")
    work()
    second = start(purchase=purchase, provider="qris")
    assert second.reference != first.reference
    assert SimulatedCharge.objects.count() == 2


def test_nobody_is_asked_to_pay_more_than_ten_million_by_qris():
    assert ["qris" in [way.code for way in available(total)] for total in (10_000_000, 10_000_001)] == [True, False]
    assert "va" in [way.code for way in available(10_000_001)]


def test_a_way_that_does_not_take_the_total_is_refused_before_anything_is_written(provider, variant, settings):
    from tests.factories.orders import buy

    settings.MIDTRANS_MIN_RUPIAH = 15_001
    with pytest.raises(DomainError) as raised:
        start(purchase=buy({variant: 1}), provider="qris")
    assert raised.value.problems[0].field == "provider"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("outcome", "state", "code"),
    [
        ("tolak", "failed", "failed"),
        ("kedaluwarsa", "expired", "awaiting"),
        ("jumlah-lain", "suspense", "review"),
        ("mata-uang-lain", "suspense", "review"),
        ("kabar-dua-kali", "settled", "paid"),
        ("kabar-terbalik", "settled", "paid"),
        ("terlambat", "settled", "paid"),
    ],
)
def test_what_happens_there_is_told_here(outcome, state, code, way, provider, purchase):  # noqa: PLR0917
    attempt = start(purchase=purchase, provider=way)
    happen(attempt, outcome)
    work()
    attempt.refresh_from_db()
    purchase.refresh_from_db()
    assert (attempt.state, payment_status(purchase).code) == (state, code)
    assert [row.kind for row in attention()] == (["suspense"] if state == "suspense" else [])


def test_a_forged_message_leaves_no_trace(provider, purchase):
    attempt = start(purchase=purchase, provider="qris")
    happen(attempt, "palsu")
    assert not WebhookEvent.objects.exists()
    assert settle(attempt_id=attempt.pk).state == "pending"


def test_a_lost_message_is_made_good_by_the_poller(provider, purchase):
    attempt = start(purchase=purchase, provider="qris")
    happen(attempt, "kabar-hilang")
    assert not WebhookEvent.objects.exists()
    past = clock.now() - timedelta(minutes=2)
    Attempt.objects.update(created_at=past, checked_at=past)
    assert poll_live() == 1
    purchase.refresh_from_db()
    assert purchase.payment_state == "paid"


def test_money_that_the_bank_takes_back_calls_for_a_person_until_one_came(provider, purchase):
    attempt = start(purchase=purchase, provider="va")
    happen(attempt, "bayar")
    work()
    happen(attempt, "tarik")
    assert work() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.withdrawn_at is not None) == ("settled", True)
    assert [(row.kind, row.attempt) for row in attention()] == [("withdrawn", attempt)]
    staff = UserFactory()
    with pytest.raises(DomainError):
        attend(attempt=attempt, note=" ", actor=staff)
    attend(attempt=attempt, note="Pesanan dibatalkan lewat telepon", actor=staff)
    assert attention() == []
    with pytest.raises(Conflict):
        attend(attempt=attempt, note="lagi", actor=staff)
    assert AuditEntry.objects.filter(verb="payments.withdrawn").count() == 1


def test_money_taken_back_without_a_message_is_found_by_the_poller(provider, purchase):
    attempt = start(purchase=purchase, provider="va")
    happen(attempt, "bayar")
    work()
    assert poll_closed() == 0
    SimulatedCharge.objects.update(status="deny", received=0)
    past = clock.now() - timedelta(minutes=3)
    Attempt.objects.update(closed_at=past, checked_at=past)
    assert poll_closed() == 1
    assert [row.kind for row in attention()] == ["withdrawn"]
    assert poll_closed() == 0


def test_settled_and_denied_at_once_is_a_failed_payment(provider, purchase):
    attempt = start(purchase=purchase, provider="va")
    happen(attempt, "lunas-lalu-tolak")
    assert work() == 2
    attempt.refresh_from_db()
    purchase.refresh_from_db()
    assert (attempt.state, purchase.payment_state) == ("failed", "awaiting")


def _signed(settings, **changes):
    body = {
        "transaction_id": "t-1", "order_id": "o-1", "status_code": "200", "gross_amount": "275000.00",
        "transaction_status": "settlement", "fraud_status": "accept", **changes,
    }  # fmt: skip
    text = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{settings.MIDTRANS_SERVER_KEY}"
    return {**body, "signature_key": hashlib.sha512(text.encode()).hexdigest()}


def test_the_signature_is_over_the_literal_texts(settings):
    good = _signed(settings)
    notice = named("qris").verify_webhook({}, json.dumps(good).encode())
    assert (notice.reference, notice.kind, notice.attempt_id) == ("o-1", "settlement", None)
    for change in (
        {"gross_amount": 275000}, {"gross_amount": "275000"}, {"order_id": "o-2"}, {"status_code": "201"},
        {"signature_key": ""}, {"signature_key": None}, {"signature_key": "ÿ"},
    ):  # fmt: skip
        with pytest.raises(Forged):
            named("qris").verify_webhook({}, json.dumps({**good, **change}).encode())
    for body in (b"", b"[]", b"{}", b"nonsense", b"\xff"):
        with pytest.raises(Forged):
            named("qris").verify_webhook({}, body)


def test_the_signature_does_not_cover_the_status_so_it_is_asked_for(provider, purchase, settings):
    attempt = start(purchase=purchase, provider="qris")
    body = _signed(settings, order_id=str(attempt.pk), gross_amount="30000.00", status_code="201")
    answer = Client().post("/webhook/midtrans/", json.dumps(body), "application/json")
    assert answer.status_code == 200
    assert work() == 1
    attempt.refresh_from_db()
    assert attempt.state == "pending"


def test_what_is_of_another_house_is_taken_and_left_alone_and_what_is_ours_but_unknown_comes_again(db, settings):
    for order, site, status in (
        ("not-a-uuid", None, 200),
        ("5f2f7d4e-0000-4000-8000-000000000000", "https://other.example", 200),
        ("5f2f7d4e-0000-4000-8000-000000000000", settings.BASE_URL, 503),
        ("5f2f7d4e-0000-4000-8000-000000000000", None, 503),
    ):
        body = _signed(settings, order_id=order, **({"custom_field1": site} if site else {}))
        assert Client().post("/webhook/midtrans/", json.dumps(body), "application/json").status_code == status
    assert not WebhookEvent.objects.exists()


def test_a_message_about_another_way_of_another_house_is_not_ours(provider, purchase, settings):
    attempt = start(purchase=purchase)
    body = _signed(settings, order_id=str(attempt.pk))
    assert Client().post("/webhook/midtrans/", json.dumps(body), "application/json").status_code == 503


def test_times_are_of_jakarta_although_nobody_says_so():
    assert local_time("2026-11-24 20:15:00").astimezone(clock.now().tzinfo).isoformat() == "2026-11-24T13:15:00+00:00"
    assert [local_time(text) for text in (None, "", "2026-11-24T20:15:00Z")] == [None, None, None]


def test_the_deadline_shown_is_never_later_than_the_providers_own(provider, purchase):
    attempt = start(purchase=purchase, provider="qris")
    assert abs(attempt.expires_at - purchase.expires_at) < timedelta(minutes=1)
    row = charge(attempt)
    assert attempt.expires_at <= row.expires_at


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"transaction_status": "settlement"}, "paid"),
        ({"transaction_status": "capture"}, "paid"),
        ({"transaction_status": "settlement", "fraud_status": None}, "paid"),
        ({"transaction_status": "capture", "fraud_status": "challenge", "status_code": "201"}, "open"),
        ({"transaction_status": "settlement", "fraud_status": "deny"}, "open"),
        ({"transaction_status": "settlement", "status_code": "202"}, "open"),
        ({"transaction_status": "pending", "status_code": "201"}, "open"),
        ({"transaction_status": "deny", "status_code": "202"}, "failed"),
        ({"transaction_status": "failure", "status_code": "202"}, "failed"),
        ({"transaction_status": "expire", "status_code": "407"}, "expired"),
        ({"transaction_status": "cancel"}, "expired"),
        ({"transaction_status": "partial_refund"}, "paid"),
    ],
)
def test_only_settled_with_200_and_no_doubt_is_paid(words, status):
    answer = {"status_code": "200", "fraud_status": "accept", "gross_amount": "30000.00", "currency": "IDR"}
    fetched = read({**answer, **words})
    assert fetched.status == status
    assert fetched.amount == (30_000 if status == "paid" else None)


def test_an_unknown_word_is_no_answer():
    with pytest.raises(Down):
        read({"transaction_status": "unicorn", "status_code": "200"})


@pytest.mark.parametrize(
    ("value", "rupiah"),
    [
        ("275000.00", 275_000), ("275000", 275_000), (275_000, 275_000), (275_000.0, 275_000), ("275000.50", None),
        ("-5", None), ("", None), (None, None), (True, None), ("1e5", None), ("٣", None),
    ],
)  # fmt: skip
def test_only_whole_rupiah_count(value, rupiah):
    assert whole_rupiah(value) == rupiah


@pytest.mark.parametrize("manner", ["error", "html", "other", "limit", "hangup", "slow", "refuse"])
def test_a_provider_on_a_bad_day_leaves_the_purchase_payable_by_another(manner, provider, purchase, settings):
    settings.MIDTRANS_TIMEOUT_SECONDS = 0.5
    with misbehaving(manner) as url:
        settings.MIDTRANS_API_BASE = url
        with pytest.raises((Down, Refused)):
            start(purchase=purchase, provider="qris")
    other = start(purchase=purchase, provider="stripe")
    assert (other.provider, other.state) == ("stripe", "pending")
    assert Attempt.objects.filter(state__in=["created", "pending"]).count() == 1
    settle_purchase(purchase=purchase)
