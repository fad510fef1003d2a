import json
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from products.orders.fulfil import accept
from products.orders.models import Order, Shipment
from products.orders.quotes import postal_code_of
from products.payments.models import Refund
from products.shipping.book import book
from products.shipping.carriers.biteship import Biteship
from products.simulator import biteship as courier
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
HEADER = {"HTTP_X_BITESHIP_SIGNATURE": "rahasia-kurir"}


@pytest.fixture
def site(db: None, settings: Settings) -> Iterator[str]:
    """The simulator on a real socket."""
    with served() as url:
        settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{url}/simulasi/biteship", "biteship_test.kunci"
        settings.BITESHIP_WEBHOOK_SECRET, settings.BITESHIP_TIMEOUT_SECONDS = "rahasia-kurir", 30
        yield url


@pytest.fixture
def order() -> Order:
    return accept(order=bought({VariantFactory(): 2}, delivery=SHIP)[1][0], actor=None)


def test_booking_hands_over_what_is_left_under_the_carriers_number(site: str, order: Order) -> None:
    assert postal_code_of("35.10.24") != ""
    row = book(order=order, actor=None, courier="jne", service="reg")
    shipment = Shipment.objects.get()
    assert (row.fulfilment, shipment.courier, shipment.carrier) == ("shipped", "JNE REG", "biteship")
    assert (shipment.tracking_number, row.tracking_number) == (Biteship().fetch(shipment.carrier_id or "").waybill,) * 2
    assert shipment.tracking_number.startswith("WYB-")
    with pytest.raises(Conflict):
        book(order=row, actor=None, courier="jne", service="reg")
    assert Shipment.objects.count() == 1


def test_a_message_moves_the_parcel_and_nothing_else(client: Client, site: str, order: Order) -> None:
    book(order=order, actor=None, courier="jne", service="reg")
    shipment = Shipment.objects.get()
    said = json.dumps({"event": "order.status", "order_id": shipment.carrier_id, "status": "delivered"})

    def tell(**headers: str) -> int:
        return client.post("/webhook/biteship/", said, content_type="application/json", **headers).status_code

    def seen() -> tuple[str, str]:
        shipment.refresh_from_db()
        order.refresh_from_db()
        return shipment.tracking, order.fulfilment

    assert (tell(), seen()) == (401, ("", "shipped"))
    assert tell(HTTP_X_BITESHIP_SIGNATURE="salah") == 401
    # What the message claims is not believed: the carrier says it has only been booked.
    assert (tell(**HEADER), seen()) == (200, ("booked", "shipped"))
    courier.move(shipment.carrier_id or "", "dropping_off")
    assert (tell(**HEADER), seen()) == (200, ("moving", "shipped"))
    courier.move(shipment.carrier_id or "", "a_word_of_tomorrow")
    assert (tell(**HEADER), seen()) == (200, ("moving", "shipped"))
    for _turn in range(2):
        courier.move(shipment.carrier_id or "", "delivered")
        assert (tell(**HEADER), seen()) == (200, ("delivered", "shipped"))
    assert AuditEntry.objects.filter(verb="shipping.tracked").count() == 3
    assert not Refund.objects.exists()


def test_the_address_can_be_tried_and_strangers_parcels_are_none_of_ours(
    client: Client, site: str, settings: Settings
) -> None:
    assert client.post("/webhook/biteship/", b"", content_type="application/json").status_code == 200
    said = json.dumps({"order_id": "nobodys"})
    assert client.post("/webhook/biteship/", said, content_type="application/json", **HEADER).status_code == 200
    assert client.post("/webhook/biteship/", b"[1", content_type="application/json", **HEADER).status_code == 401
    settings.BITESHIP_WEBHOOK_SECRET = ""
    empty = {"HTTP_X_BITESHIP_SIGNATURE": ""}
    assert client.post("/webhook/biteship/", said, content_type="application/json", **empty).status_code == 401
    settings.BITESHIP_API_KEY = ""
    assert client.post("/webhook/biteship/", b"", content_type="application/json").status_code == 404
