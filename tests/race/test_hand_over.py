import time
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from products.orders.fulfil import accept, ship
from products.orders.hand_over import hand_over
from products.orders.models import Order, OrderLine, Shipment, ShipmentLine
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ORDERED, HANDS = 5, 8


def accepted() -> tuple[Order, OrderLine]:
    order = bought({VariantFactory(stock=20): ORDERED}, delivery=SHIP)[1][0]
    return accept(order=order, actor=None), order.lines.get()


def shipped(line: OrderLine) -> tuple[int, int]:
    """Pieces as the line counts them, and as the shipments do."""
    line.refresh_from_db()
    return line.shipped, ShipmentLine.objects.filter(line=line).aggregate(sum=Sum("quantity"))["sum"] or 0


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_eight_hands_ship_five_pieces_and_no_sixth(apart: float) -> None:
    order, line = accepted()
    one = partial(hand_over, order=order, actor=None, pieces={line.pk: 1}, courier="JNE")
    results = crowd([one] * HANDS, apart=apart)
    refused = [result for result in results if isinstance(result, Exception)]
    assert ({type(error) for error in refused}, len(refused)) == ({Conflict}, HANDS - ORDERED)
    assert shipped(line) == (ORDERED, ORDERED)
    order.refresh_from_db()
    assert (order.fulfilment, Shipment.objects.count()) == ("shipped", ORDERED)


def test_a_part_and_the_rest_at_once_are_the_whole() -> None:
    order, line = accepted()
    part = partial(hand_over, order=order, actor=None, pieces={line.pk: 2}, courier="JNE")
    crowd([part, part, partial(ship, order=order, actor=None, courier="JNE")])
    assert shipped(line) == (ORDERED, ORDERED)


def test_one_form_sent_eight_times_is_one_shipment() -> None:
    order, line = accepted()
    again = partial(hand_over, order=order, actor=None, pieces={line.pk: 1}, courier="JNE", seen=0)
    results = crowd([again] * HANDS)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert shipped(line) == (1, 1)


def _look_then_write(order: Order, line: OrderLine) -> None:
    """What the lock and the condition replace: read, decide, write."""
    with transaction.atomic():
        seen = OrderLine.objects.get(pk=line.pk)
        if not seen.left:
            raise Conflict("Sudah dikirim.")
        time.sleep(0.02)
        OrderLine.objects.filter(pk=line.pk).update(shipped=seen.shipped + 1)
        shipment = Shipment.objects.create(order=order, courier="JNE", shipped_at=clock.now())
        ShipmentLine.objects.create(shipment=shipment, line=line, quantity=1)


def test_without_the_guard_more_leaves_than_was_ordered() -> None:
    order, line = accepted()
    crowd([partial(_look_then_write, order, line)] * HANDS)
    assert shipped(line)[1] > ORDERED


def _look_then_add(line: OrderLine) -> None:
    with transaction.atomic():
        if not OrderLine.objects.get(pk=line.pk).left:
            raise Conflict("Sudah dikirim.")
        time.sleep(0.02)
        OrderLine.objects.filter(pk=line.pk).update(shipped=F("shipped") + 1)


def test_where_the_guard_is_forgotten_the_table_still_refuses() -> None:
    _order, line = accepted()
    results = crowd([partial(_look_then_add, line)] * HANDS)
    line.refresh_from_db()
    assert line.shipped == ORDERED
    assert any(isinstance(result, IntegrityError) for result in results)
