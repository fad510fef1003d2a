import json
import uuid

import pytest
import stripe
from django.core.management import call_command
from django.test import Client

from products.payments.inbox import process_due
from products.payments.models import Attempt, WebhookEvent
from products.payments.start import start
from tests.factories.orders import buy
from tests.peers.paying import choose, session


def _event(attempt_id, reference, settings, **changes):
    thing = {
        "id": reference, "object": "checkout.session",
        "metadata": {"site": settings.BASE_URL, "attempt": str(attempt_id)},
    }  # fmt: skip
    event = {"id": "evt_1", "object": "event", "type": "checkout.session.completed", "data": {"object": thing}}
    return json.dumps({**event, **changes})


def _post(body, settings, *, secret="", signature=None, age=0):
    import time

    header = stripe.WebhookSignature.generate_signature_header(
        body, secret or settings.STRIPE_WEBHOOK_SECRET, int(time.time()) - age
    )
    client = Client(enforce_csrf_checks=True)
    return client.post(
        "/webhook/stripe/", body, "application/json", headers={"Stripe-Signature": signature or header}
    ).status_code


def test_a_message_is_kept_once_and_answered_at_once(provider, purchase, settings):
    attempt = start(purchase=purchase)
    body = _event(attempt.pk, attempt.reference, settings)
    assert [_post(body, settings), _post(body, settings)] == [200, 200]
    event = WebhookEvent.objects.get()
    assert (event.event_id, event.kind, event.attempt_id) == ("evt_1", "checkout.session.completed", attempt.pk)
    assert event.processed_at is None


def test_the_worker_processes_what_came(provider, purchase, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    call_command("db_worker", batch=True, interval=0, startup_delay=False, queue_name="*", verbosity=0)
    attempt.refresh_from_db()
    assert attempt.state == "settled"
    assert WebhookEvent.objects.get().processed_at is not None


def test_forged_stale_altered_and_oversized_messages_are_refused_without_a_trace(provider, purchase, settings):
    attempt = start(purchase=purchase)
    body = _event(attempt.pk, attempt.reference, settings)
    good = stripe.WebhookSignature.generate_signature_header(body, settings.STRIPE_WEBHOOK_SECRET)
    assert _post(body, settings, secret="whsec_other") == 400
    assert _post(body, settings, age=301) == 400
    assert _post(body.replace(": ", ":"), settings, signature=good) == 400
    assert _post(body, settings, signature="t=1,v1=") == 400
    assert _post(body, settings, signature="nonsense") == 400
    assert _post(_event(attempt.pk, "x" * 70_000, settings), settings) == 400
    for nonsense in ("[]", "{}", "7", "null", '{"data": {"object": []}}', "not json", '{"data": 1}'):
        assert _post(nonsense, settings) == 400, nonsense
    assert _post(_event("no-uuid", "cs_1", settings), settings) == 400
    assert not WebhookEvent.objects.exists()


def test_bytes_that_are_no_text_are_refused(db, settings):
    response = Client().post(
        "/webhook/stripe/", b"\xff\xfe", "application/json", headers={"Stripe-Signature": "t=1,v1=a"}
    )
    assert response.status_code == 400


def test_ours_but_not_there_must_be_sent_again(db, settings):
    assert _post(_event(uuid.uuid4(), "cs_1", settings), settings) == 503
    assert not WebhookEvent.objects.exists()


def test_other_peoples_objects_are_ignored(db, settings):
    customer = {"id": "cus_1", "object": "customer"}
    assert _post(_event("x", "x", settings, data={"object": customer}), settings) == 200
    elsewhere = {"id": "cs_2", "object": "checkout.session", "metadata": {"site": "https://lain.example"}}
    assert _post(_event("x", "x", settings, data={"object": elsewhere}), settings) == 200
    plain = {"id": "cs_3", "object": "checkout.session", "metadata": None}
    assert _post(_event("x", "x", settings, data={"object": plain}), settings) == 200
    assert not WebhookEvent.objects.exists()


def test_a_message_quicker_than_the_answer_teaches_the_reference(provider, purchase, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    Attempt.objects.update(state="created", reference="", url="")
    assert _post(_event(attempt.pk, attempt.reference, settings), settings) == 200
    assert process_due() == 1
    reference = attempt.reference
    attempt.refresh_from_db()
    assert (attempt.state, attempt.reference) == ("settled", reference)


def test_a_message_about_another_payment_waits_for_a_person(provider, purchase, settings):
    attempt = start(purchase=purchase)
    choose(attempt, "kabar-hilang")
    assert _post(_event(attempt.pk, "cs_other", settings), settings) == 200
    assert process_due() == 0
    attempt.refresh_from_db()
    assert attempt.state == "pending"
    assert WebhookEvent.objects.get().last_error == "about cs_other"
    assert session(attempt).payment_status == "paid"


def test_one_broken_message_does_not_stop_the_others(provider, variant, settings):
    broken, whole = start(purchase=buy({variant: 1})), start(purchase=buy({variant: 1}))
    Attempt.objects.filter(pk=broken.pk).update(state="created", reference="", url="")
    # It claims the other's payment, which the table refuses.
    assert _post(_event(broken.pk, whole.reference, settings), settings) == 200
    choose(whole, "bayar")
    assert process_due() == 1
    assert dict(Attempt.objects.values_list("pk", "state")) == {broken.pk: "created", whole.pk: "settled"}


def test_who_paid_is_not_kept(provider, purchase, settings):
    attempt = start(purchase=purchase)
    thing = json.loads(_event(attempt.pk, attempt.reference, settings))["data"]["object"]
    thing["customer_details"] = {"email": "kenari@contoh.id"}
    assert _post(_event(attempt.pk, attempt.reference, settings, data={"object": thing}), settings) == 200
    assert "kenari" not in json.dumps(WebhookEvent.objects.get().payload)


@pytest.mark.parametrize(("method", "path", "status"), [("get", "stripe", 405), ("post", "bitcoin", 404)])
def test_the_door_is_narrow(db, method, path, status):
    assert getattr(Client(), method)(f"/webhook/{path}/").status_code == status
