from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from products.catalogue.models import Variant
from products.orders.found import found
from products.orders.models import DeliverySettings, Purchase, Voucher
from products.orders.place import Buyer, DeliveryChoice, Line, place
from rumah.core import clock
from tests.factories.businesses import BusinessFactory

BUYER = Buyer("Siti Aminah", "0812 3456 7890", "siti@contoh.id")
PICKUP = DeliveryChoice("pickup")
# Licin; the factory's business is in the kecamatan Banyuwangi, so a parcel stays in the regency.
SHIP = DeliveryChoice("ship", "35.10.24", "Jalan Ijen 12, RT 2 RW 1, Licin")


def buy(quantities: Mapping[Variant, int], **kwargs: Any) -> Purchase:
    """Place a real purchase, for tests that need one to stand on; zones are there as after `setup`."""
    found()
    lines = [Line(variant.pk, quantity) for variant, quantity in quantities.items()]
    return place(**{"lines": lines, "buyer": BUYER, "delivery": PICKUP, **kwargs})


class VoucherFactory(DjangoModelFactory[Voucher]):
    """Rp5.000 off, paid by the house, ten times, valid now."""

    class Meta:
        model = Voucher

    code = factory.Sequence(lambda n: f"HEMAT{n}")
    value = 5_000
    max_uses = 10
    valid_from = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))
    valid_until = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))
    created_at = factory.LazyFunction(clock.now)


class DeliverySettingsFactory(DjangoModelFactory[DeliverySettings]):
    class Meta:
        model = DeliverySettings

    business = factory.SubFactory(BusinessFactory)
    updated_at = factory.LazyFunction(clock.now)
