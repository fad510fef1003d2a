import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from products.orders.accept_many import accept_many
from products.orders.fulfil import accept, ship
from products.orders.hand_over import hand_over
from products.orders.models import Order, OrderLine, Shipment, ShipmentLine
from products.orders.pack import pack
from products.payments.cancel_order import cancel_order
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    """Two lines, of three pieces and of one, accepted."""
    business = BusinessFactory()
    one, two = VariantFactory(product__business=business), VariantFactory(product__business=business)
    _purchase, (row,) = bought({one: 3, two: 1}, delivery=SHIP)
    return accept(order=row, actor=None)


def lines_of(order: Order) -> list[OrderLine]:
    return list(order.lines.order_by("pk"))


def handed(order: Order) -> list[list[tuple[int, int]]]:
    """Pieces by line of every shipment, in order."""
    rows = ShipmentLine.objects.filter(shipment__order=order).order_by("line_id")
    return [
        list(rows.filter(shipment=one).values_list("line_id", "quantity")) for one in order.shipments.order_by("pk")
    ]


def test_it_is_shipped_when_the_last_piece_is_handed_over(order: Order) -> None:
    one, two = (line.pk for line in lines_of(order))
    order = hand_over(order=order, actor=None, pieces={one: 2, two: 0}, courier="JNE", tracking_number="A1")
    assert (order.fulfilment, [line.shipped for line in lines_of(order)]) == ("to_ship", [2, 0])
    order = hand_over(order=order, actor=None, pieces={one: 1, two: 1}, courier="SiCepat", tracking_number="B2")
    assert (order.fulfilment, [line.left for line in lines_of(order)]) == ("shipped", [0, 0])
    assert handed(order) == [[(one, 2)], [(one, 1), (two, 1)]]
    assert list(order.shipments.order_by("pk").values_list("courier", "tracking_number")) == [
        ("JNE", "A1"),
        ("SiCepat", "B2"),
    ]
    assert "A1" in OutboxMessage.objects.get(dedupe_key__contains=":shipment:").body
    assert AuditEntry.objects.filter(verb="orders.shipped_in_part").count() == 1


def test_ship_sends_all_the_rest_once(order: Order) -> None:
    one, two = (line.pk for line in lines_of(order))
    hand_over(order=order, actor=None, pieces={one: 1}, courier="JNE")
    for _turn in range(2):
        ship(order=order, actor=None, courier="JNE")
    assert handed(order) == [[(one, 1)], [(one, 2), (two, 1)]]


def test_more_than_was_ordered_never_leaves(order: Order) -> None:
    one, two = (line.pk for line in lines_of(order))
    with pytest.raises(Conflict) as caught:
        hand_over(order=order, actor=None, pieces={one: 4, two: 2}, courier="JNE")
    assert [(p.field, p.message) for p in caught.value.problems] == [
        (f"pieces.{one}", "Paling banyak 3 buah."),
        (f"pieces.{two}", "Paling banyak 1 buah."),
    ]
    stranger = lines_of(bought({VariantFactory(): 1}, delivery=SHIP)[1][0])[0]
    with pytest.raises(Conflict):
        hand_over(order=order, actor=None, pieces={stranger.pk: 1}, courier="JNE")
    with pytest.raises(DomainError, match="Pilih sedikitnya satu barang"):
        hand_over(order=order, actor=None, pieces={one: 0}, courier="JNE")
    assert not Shipment.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderLine.objects.filter(pk=one).update(shipped=F("quantity") + 1)


def test_a_form_sent_twice_is_one_shipment(order: Order) -> None:
    one = lines_of(order)[0].pk
    hand_over(order=order, actor=None, pieces={one: 1}, courier="JNE", seen=0)
    with pytest.raises(Conflict, match="baru saja dicatat"):
        hand_over(order=order, actor=None, pieces={one: 1}, courier="JNE", seen=0)
    assert handed(order) == [[(one, 1)]]


def test_what_left_in_part_is_not_called_off_as_a_whole(order: Order) -> None:
    hand_over(order=order, actor=None, pieces={lines_of(order)[0].pk: 1}, courier="JNE")
    member = MembershipFactory(business=order.business)
    with pytest.raises(Conflict, match="Sebagian barang sudah dikirim"):
        cancel_order(order=order, actor=member.user, reason="habis")
    order.refresh_from_db()
    assert order.fulfilment == "to_ship"


def test_packing_is_noted_once_and_only_before_shipping(order: Order) -> None:
    first = pack(order=order, actor=None).packed_at
    assert first is not None
    assert pack(order=order, actor=None).packed_at == first
    ship(order=order, actor=None, courier="JNE")
    with pytest.raises(Conflict):
        pack(order=order, actor=None)
    assert AuditEntry.objects.filter(verb="orders.pack").count() == 1


def test_many_are_accepted_together_or_not_at_all() -> None:
    business = BusinessFactory()
    variant = VariantFactory(product__business=business, stock=50)
    rows = [bought({variant: 1})[1][0] for _turn in range(3)]
    foreign = bought({VariantFactory(): 1})[1][0]
    numbers = [row.number for row in rows]
    ship(order=accept(order=rows[0], actor=None), actor=None)
    with pytest.raises(Conflict) as caught:
        accept_many(business=business, numbers=[*numbers, foreign.number], actor=None)
    assert [p.message for p in caught.value.problems] == [
        f"Pesanan {numbers[0]} sekarang dikirim.",
        f"Pesanan {foreign.number} tidak ditemukan.",
    ]
    assert set(Order.objects.values_list("number", "fulfilment")) == {
        (numbers[0], "shipped"), (numbers[1], "to_accept"), (numbers[2], "to_accept"), (foreign.number, "to_accept"),
    }  # fmt: skip
    for _turn in range(2):
        accept_many(business=business, numbers=numbers[1:], actor=None)
    assert list(business.orders.order_by("pk").values_list("fulfilment", flat=True)) == [
        "shipped",
        "to_ship",
        "to_ship",
    ]
    assert OutboxMessage.objects.filter(dedupe_key__endswith=":to_ship").count() == 3
    with pytest.raises(DomainError, match="Pilih sedikitnya satu pesanan"):
        accept_many(business=business, numbers=[], actor=None)
