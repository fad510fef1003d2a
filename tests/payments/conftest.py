from collections.abc import Iterator

import pytest
from pytest_django import Settings

from products.catalogue.models import Variant
from products.orders.models import Purchase
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.peers.shared import served


@pytest.fixture
def provider(db: None, settings: Settings) -> Iterator[str]:
    """The simulator on a real socket, where the providers' clients find it."""
    with served() as url:
        settings.STRIPE_API_BASE = f"{url}/simulasi/stripe"
        settings.MIDTRANS_API_BASE = f"{url}/simulasi/midtrans"
        settings.XENDIT_API_BASE = f"{url}/simulasi/xendit"
        yield url


@pytest.fixture
def variant(db: None) -> Variant:
    return VariantFactory(price=15_000, stock=10)


@pytest.fixture
def purchase(variant: Variant) -> Purchase:
    """Two pieces, Rp30.000, picked up."""
    return buy({variant: 2})
