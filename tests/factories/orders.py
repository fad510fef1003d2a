from collections.abc import Mapping
from typing import Any

from products.catalogue.models import Variant
from products.orders.found import found
from products.orders.models import Purchase
from products.orders.place import Buyer, DeliveryChoice, Line, place

BUYER = Buyer("Siti Aminah", "0812 3456 7890", "siti@contoh.id")
PICKUP = DeliveryChoice("pickup")
# Licin; the factory's business is in the kecamatan Banyuwangi, so a parcel stays in the regency.
SHIP = DeliveryChoice("ship", "35.10.24", "Jalan Ijen 12, RT 2 RW 1, Licin")


def buy(quantities: Mapping[Variant, int], **kwargs: Any) -> Purchase:
    """Place a real purchase, for tests that need one to stand on; zones are there as after `setup`."""
    found()
    lines = [Line(variant.pk, quantity) for variant, quantity in quantities.items()]
    return place(**{"lines": lines, "buyer": BUYER, "delivery": PICKUP, **kwargs})
