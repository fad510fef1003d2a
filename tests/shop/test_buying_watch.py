"""What the script of an order page asks: nothing new until something is, and nothing for strangers."""

import re

import pytest

from products.orders.links import purchase_path, purchase_token
from products.payments.models import Attempt
from products.payments.start import start
from products.payments.transfer_proof import decide, send_proof
from tests.factories.catalogue import VariantFactory
from tests.factories.money import PDF, attempt_for, bought, money_comes
from tests.factories.orders import buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchase():
    return buy({VariantFactory(price=15_000): 2})


def shown(client, purchase) -> str:
    """Return what the page says it shows; empty when it does not watch."""
    page = client.get(purchase_path(purchase)).content.decode()
    found = re.search(r'data-watch="([^"]+)" data-state="(\w+)"', page)
    assert not found or found[1] == f"/pesanan/{purchase.number}/keadaan/?t={purchase_token(purchase.number)}"
    return found[2] if found else ""


def now(client, purchase) -> str:
    answer = client.get(f"/pesanan/{purchase.number}/keadaan/", {"t": purchase_token(purchase.number)})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    return answer.json()["state"]


def test_it_changes_with_every_step_and_stops_with_the_money(client, purchase):
    seen = [shown(client, purchase)]
    assert now(client, purchase) == now(client, purchase) == seen[-1]
    attempt = attempt_for(purchase, provider="qris", qr="00020101", state="created")
    seen.append(now(client, purchase))
    Attempt.objects.update(state="pending")
    seen.append(now(client, purchase))
    assert shown(client, purchase) == seen[-1]
    money_comes(attempt)
    seen.append(now(client, purchase))
    assert len(set(seen)) == 4
    assert shown(client, purchase) == ""


def test_a_proof_that_staff_looked_at_is_news(client, purchase):
    start(purchase=purchase, provider="transfer")
    seen = [now(client, purchase)]
    proof = send_proof(purchase=purchase, content=PDF)
    seen.append(now(client, purchase))
    decide(proof=proof, accepted=False, reason="Tidak terbaca", actor=UserFactory(is_superuser=True))
    seen.append(now(client, purchase))
    assert len(set(seen)) == 3
    assert shown(client, purchase) == seen[-1]


def test_money_under_review_is_watched_too(client, purchase):
    money_comes(attempt_for(purchase), 1_000)
    assert shown(client, purchase) == now(client, purchase) != ""


def test_a_paid_page_asks_nothing(client):
    purchase, _orders = bought({VariantFactory(price=15_000): 1})
    assert shown(client, purchase) == ""


def test_it_costs_three_queries_and_asks_no_provider(client, purchase, django_assert_num_queries, settings):
    start(purchase=purchase, provider="transfer")
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    with django_assert_num_queries(3):
        now(client, purchase)


def test_strangers_learn_nothing(client, purchase):
    path = f"/pesanan/{purchase.number}/keadaan/"
    assert [client.get(path, {"t": token}).status_code for token in ("", "x")] == [404, 404]
    assert client.post(path, {"t": purchase_token(purchase.number)}).status_code == 405
