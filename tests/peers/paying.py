"""Buying and paying as a person does: the site's own pages, the real stripe library, a real socket."""

from urllib.parse import urlsplit

from django.test import Client

from products.orders.models import Purchase
from products.payments import inbox
from products.payments.models import Attempt
from products.payments.start import start
from products.simulator.models import SimulatedCharge, SimulatedSession


def begin(purchase: Purchase) -> Attempt:
    """Start paying and return the attempt with its page's address."""
    return start(purchase=purchase)


def choose(attempt: Attempt, outcome: str) -> str:
    """Press a button on the payer's page and return where the payer is sent."""
    path = f"/simulasi/bayar/{attempt.reference}/"
    if attempt.url:
        assert urlsplit(attempt.url).path == path
    response = Client().post(path, {"outcome": outcome})
    assert response.status_code == 302, response.content
    return response["Location"]


def happen(attempt: Attempt, outcome: str) -> str:
    """Press a button on the page for codes, numbers and invoices; return where the payer is sent."""
    response = Client().post(f"/simulasi/tagihan/{attempt.reference}/", {"outcome": outcome})
    assert response.status_code == 302, response.content
    return response["Location"]


def charge(attempt: Attempt) -> SimulatedCharge:
    """Return Midtrans' or Xendit's own books for an attempt."""
    return SimulatedCharge.objects.get(order_id=str(attempt.pk))


def work() -> int:
    """Process the messages that came, as the worker would."""
    return inbox.process_due()


def session(attempt: Attempt) -> SimulatedSession:
    """Return the provider's own books for an attempt."""
    return SimulatedSession.objects.get(pk=attempt.reference)
