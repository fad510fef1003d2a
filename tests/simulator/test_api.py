import base64
import time

import pytest
import requests
import stripe

from products.simulator.models import SimulatedSession


def _pay(session_id):
    SimulatedSession.objects.filter(pk=session_id).update(
        status="complete", payment_status="paid", intent_status="succeeded", received=3_000_000
    )


def test_a_session_looks_as_the_library_expects(client_of_stripe, asked, settings):
    sessions = client_of_stripe.v1.checkout.sessions
    made = sessions.create(params={**asked, "client_reference_id": "a-1", "locale": "id"})
    assert made.id.startswith("cs_test_")
    assert (made.object, made.status, made.payment_status, made.livemode) == (
        "checkout.session", "open", "unpaid", False
    )  # fmt: skip
    assert (made.amount_total, made.currency, made.client_reference_id) == (3_000_000, "idr", "a-1")
    assert made.metadata.to_dict() == {"purchase": "RK-1"}
    assert made.url == f"{settings.BASE_URL}/simulasi/bayar/{made.id}/"
    assert made.payment_intent is None
    assert 23.9 * 3600 < made.expires_at - time.time() <= 24 * 3600
    _pay(made.id)
    seen = sessions.retrieve(made.id, params={"expand": ["payment_intent"]})
    assert (seen.status, seen.payment_status, seen.url) == ("complete", "paid", None)
    assert (seen.payment_intent.amount_received, seen.payment_intent.status) == (3_000_000, "succeeded")
    assert sessions.retrieve(made.id).payment_intent == seen.payment_intent.id


def test_expiring_works_once_and_only_while_open(client_of_stripe, asked):
    sessions = client_of_stripe.v1.checkout.sessions
    made = sessions.create(params=asked)
    assert sessions.expire(made.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        sessions.expire(made.id)


def test_a_session_runs_out_by_itself(client_of_stripe, asked):
    made = client_of_stripe.v1.checkout.sessions.create(params=asked)
    SimulatedSession.objects.update(expires_at="2020-01-01T00:00:00Z")
    assert client_of_stripe.v1.checkout.sessions.retrieve(made.id).status == "expired"


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"nonsense": 1}, "nonsense"),
        ({"api_key": "x"}, "api_key"),
        ({"line_items": [{"price_data": {"currency": "idr", "unit_amount": 1, "colour": "red"}}]}, "line_items[0][price_data][colour]"),
        ({"line_items": [{"price_data": {"unit_amount": 1}}]}, "line_items[0][price_data][currency]"),
        ({"line_items": [{"quantity": "many"}]}, "line_items[0][quantity]"),
        ({"line_items": [{"quantity": 1}]}, "line_items[0]"),
        ({"line_items": []}, "line_items"),
        ({"expires_at": 5}, "expires_at"),
        ({"expires_at": "soon"}, "expires_at"),
        ({"metadata": {"a": {"b": "c"}}}, "metadata[a]"),
        ({"mode": "setup"}, "mode"),
        ({"success_url": ""}, "success_url"),
    ],
)  # fmt: skip
def test_what_stripe_would_not_take_is_refused_by_name(changes, param, client_of_stripe, asked):
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client_of_stripe.v1.checkout.sessions.create(params={**asked, **changes})
    assert (raised.value.http_status, raised.value.param) == (400, param)
    assert not SimulatedSession.objects.exists()


@pytest.mark.parametrize("minutes", [29, 24 * 60 + 1])
def test_the_end_lies_between_half_an_hour_and_a_day(minutes, client_of_stripe, asked):
    with pytest.raises(stripe.InvalidRequestError, match=r"30 minutes|24 hours"):
        client_of_stripe.v1.checkout.sessions.create(params={**asked, "expires_at": int(time.time()) + minutes * 60})


def test_too_little_money_is_refused(client_of_stripe, asked):
    asked["line_items"][0]["price_data"]["unit_amount"] = 399_999
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client_of_stripe.v1.checkout.sessions.create(params=asked)
    assert raised.value.code == "amount_too_small"


def test_the_same_key_gets_the_same_answer_and_no_second_session(client_of_stripe, asked):
    sessions, options = client_of_stripe.v1.checkout.sessions, {"idempotency_key": "k-1"}
    first = sessions.create(params=asked, options=options)
    second = sessions.create(params=asked, options=options)
    assert first.id == second.id
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert SimulatedSession.objects.count() == 1
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        sessions.create(params={**asked, "locale": "en"}, options=options)
    assert SimulatedSession.objects.count() == 1


def test_a_refusal_is_repeated_too(client_of_stripe, asked):
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError) as raised:
            client_of_stripe.v1.checkout.sessions.create(
                params={**asked, "mode": "setup"}, options={"idempotency_key": "k"}
            )
        assert raised.value.param == "mode"


def test_no_more_is_refunded_than_came(client_of_stripe, asked):
    made = client_of_stripe.v1.checkout.sessions.create(params=asked)
    row = SimulatedSession.objects.get(pk=made.id)
    refunds = client_of_stripe.v1.refunds
    with pytest.raises(stripe.InvalidRequestError):
        refunds.create(params={"payment_intent": row.intent})
    _pay(made.id)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        refunds.create(params={"payment_intent": row.intent, "amount": 3_000_001})
    part = refunds.create(params={"payment_intent": row.intent, "amount": 1_000_000})
    assert (part.object, part.amount, part.status) == ("refund", 1_000_000, "succeeded")
    assert refunds.create(params={"payment_intent": row.intent}).amount == 2_000_000
    with pytest.raises(stripe.InvalidRequestError, match="already been refunded"):
        refunds.create(params={"payment_intent": row.intent})
    row.refresh_from_db()
    assert row.refunded == row.received == 3_000_000


def test_unknown_things_are_not_there(client_of_stripe, site, settings):
    with pytest.raises(stripe.InvalidRequestError) as raised:
        client_of_stripe.v1.checkout.sessions.retrieve("cs_test_none")
    assert (raised.value.http_status, raised.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        client_of_stripe.v1.customers.list()
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent"):
        client_of_stripe.v1.refunds.create(params={"payment_intent": "pi_none"})


def test_the_key_opens_as_bearer_or_basic_and_no_other_does(site, settings):
    url = f"{settings.STRIPE_API_BASE}/v1/checkout/sessions/cs_1"
    basic = base64.b64encode(f"{settings.STRIPE_SECRET_KEY}:".encode()).decode()
    for header, status in (
        (f"Bearer {settings.STRIPE_SECRET_KEY}", 404), (f"Basic {basic}", 404), ("Bearer sk_other", 401),
        ("Basic !!", 401), ("Bearer ", 401), ("", 401),
    ):  # fmt: skip
        answer = requests.get(url, headers={"Authorization": header}, timeout=5)
        assert answer.status_code == status, header
        assert answer.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("body", ["[a]=1", "a[b=1", "mode=payment&mode[x]=1"])
def test_a_form_nobody_can_read_is_refused(body, site, settings):
    answer = requests.post(
        f"{settings.STRIPE_API_BASE}/v1/checkout/sessions", data=body, timeout=5,
        headers={"Authorization": f"Bearer {settings.STRIPE_SECRET_KEY}", "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert answer.status_code == 400
