from collections.abc import Iterator

import pytest
import stripe
from pytest_django import Settings

from tests.peers.shared import served


@pytest.fixture
def site(db: None, settings: Settings) -> Iterator[str]:
    """The simulator on a real socket."""
    with served() as url:
        settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
        yield url


@pytest.fixture
def client_of_stripe(site: str, settings: Settings) -> stripe.StripeClient:
    return stripe.StripeClient(settings.STRIPE_SECRET_KEY, base_addresses={"api": settings.STRIPE_API_BASE})


@pytest.fixture
def asked() -> dict[str, object]:
    """Parameters of a small session that is in order."""
    price = {"currency": "idr", "unit_amount": 1_500_000, "product_data": {"name": "Keripik"}}
    return {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 2}],
        "metadata": {"purchase": "RK-1"},
        "success_url": "http://testserver/kembali",
        "cancel_url": "http://testserver/batal",
    }
