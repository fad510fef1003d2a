"""Refunds at Midtrans: approved at once, in the buyer's hands when the bank has confirmed."""

import json

import pytest

from products.payments.providers import provider as named
from products.payments.providers.base import Down, Refused
from products.payments.settle import settle
from products.payments.start import start
from products.simulator.midtrans import BANK_TAKES
from products.simulator.models import SimulatedRefund
from rumah.core import clock
from tests.peers.broken import ANSWERS, misbehaving
from tests.peers.paying import charge, happen


def _paid_by_qris(purchase):
    attempt = start(purchase=purchase, provider="qris")
    happen(attempt, "bayar")
    return settle(attempt_id=attempt.pk)


def test_a_qris_payment_goes_back_once_for_its_key(provider, purchase):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    first = qris.refund(attempt, 10_000, "r-1")
    assert (first.reference, first.done) == ("r-1", False)
    assert qris.refund(attempt, 10_000, "r-1") == first
    assert (charge(attempt).refunded, SimulatedRefund.objects.count()) == (10_000, 1)
    with pytest.raises(Refused):
        qris.refund(attempt, 20_001, "r-2")
    # What is given back had come: the attempt stays what it was.
    assert qris.fetch(attempt).status == "paid"


def test_a_refund_is_done_when_the_bank_has_confirmed_it(provider, purchase):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    qris.refund(attempt, 10_000, "r-1")
    assert (qris.fetch_refund(attempt, "r-1"), qris.fetch_refund(attempt, "r-2")) == ("pending", "failed")
    SimulatedRefund.objects.update(created_at=clock.now() - BANK_TAKES)
    assert qris.fetch_refund(attempt, "r-1") == "done"
    assert qris.refund(attempt, 10_000, "r-1").done is True


def test_a_refund_that_is_known_but_not_listed_yet_is_no_persons_to_pay(provider, purchase):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    qris.refund(attempt, 10_000, "r-1")
    SimulatedRefund.objects.update(payment="not listed yet")
    assert qris.refund(attempt, 10_000, "r-1").done is False
    assert SimulatedRefund.objects.count() == 1


def test_a_refund_that_the_bank_denies_is_refused_and_not_asked_for_again(provider, purchase, settings, monkeypatch):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    denied = {"status_code": "202", "status_message": "Refund denied by the bank", "order_id": str(attempt.pk)}
    monkeypatch.setitem(ANSWERS, "denied", (200, "application/json", json.dumps(denied).encode()))
    with misbehaving("denied") as url:
        settings.MIDTRANS_API_BASE = url
        with pytest.raises(Refused) as error:
            qris.refund(attempt, 10_000, "r-1")
    assert "denied" in str(error.value.__cause__)


def test_a_virtual_account_takes_nothing_back(provider, purchase):
    attempt = start(purchase=purchase, provider="va")
    assert (named("va").capabilities().refund_days, named("qris").capabilities().refund_days) == (0, 45)
    with pytest.raises(Refused):
        named("va").refund(attempt, 1, "r-1")
    assert named("va").fetch_refund(attempt, "r-1") == "failed"


def test_a_balance_that_is_too_small_leaves_it_to_a_person(provider, purchase):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    with pytest.raises(Refused) as error:
        qris.refund(attempt, charge(attempt).received + 1, "r-1")
    assert str(error.value.__cause__).startswith("414")
    # One that is listed was made by another key: it is no reason to wait.
    qris.refund(attempt, 10_000, "r-2")
    with pytest.raises(Refused):
        qris.refund(attempt, charge(attempt).received, "r-1")


def test_a_refund_that_may_be_ours_although_it_is_not_listed_is_not_paid_twice(provider, purchase):
    attempt, qris = _paid_by_qris(purchase), named("qris")
    qris.refund(attempt, charge(attempt).received, "r-1")
    SimulatedRefund.objects.update(payment="not listed yet", key="not known yet")
    # 412 by now: all of it has gone back, to this key as likely as not.
    with pytest.raises(Down):
        qris.refund(attempt, charge(attempt).received, "r-1")
    SimulatedRefund.objects.update(payment=charge(attempt).id, key="r-1")
    assert qris.refund(attempt, charge(attempt).received, "r-1").reference == "r-1"
