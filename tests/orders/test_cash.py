import pytest

from products.orders import cash
from products.orders.expire import cancel, expire
from products.orders.fulfil import accept, complete, ship
from products.orders.models import Order, Purchase
from products.orders.place import Terms
from products.payments.queries import payment_status
from products.stock.models import Reservation, StockLevel
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import SHIP, DeliverySettingsFactory, VoucherFactory, buy

pytestmark = pytest.mark.django_db
CASH = Terms(cash=True)


def _goods(**kwargs):
    variant = VariantFactory(**{"stock": 5, **kwargs})
    DeliverySettingsFactory(business=variant.product.business, cash=True)
    return variant


def _sent(order):
    return ship(order=accept(order=order, actor=None), actor=None, courier="JNE")


def _shelf(variant):
    shelf = StockLevel.objects.get(pk=variant.pk)
    return shelf.on_hand, shelf.reserved


def _state(purchase):
    purchase.refresh_from_db()
    return purchase.payment_state


def test_it_goes_to_the_seller_at_once_its_pieces_are_sold_and_no_clock_runs():
    variant = _goods()
    purchase = buy({variant: 2}, delivery=SHIP, terms=CASH)
    assert (purchase.payment_state, purchase.total) == ("cod", 39_000)
    assert Order.objects.get().fulfilment == "to_accept"
    assert _shelf(variant) == (3, 0)
    assert payment_status(purchase).code == "cod"
    assert not expire(purchase_id=purchase.pk)
    buyer, seller = OutboxMessage.objects.order_by("-channel", "pk").values_list("body", flat=True)
    assert "Pesanan baru" in buyer + seller
    assert "Siapkan Rp39.000 tunai saat barang tiba." in buyer + seller
    assert "Bayar sebelum" not in buyer + seller


@pytest.mark.parametrize(("settings", "way"), [({"cash": False}, "ship"), ({"cash": True, "cash_max": 100}, "ship")])
def test_every_seller_who_does_not_take_it_is_named_and_nothing_is_held(settings, way):
    good, bad = _goods(), VariantFactory(product__business__name="Bengkel")
    DeliverySettingsFactory(business=bad.product.business, **settings)
    with pytest.raises(Conflict) as caught:
        buy({good: 1, bad: 1}, delivery=SHIP, terms=CASH)
    assert [(p.field, p.code, str(p.message)) for p in caught.value.problems] == [
        ("provider", "cash", "Bengkel tidak menerima bayar di tempat untuk pesanan ini.")
    ]
    assert not Purchase.objects.exists()
    assert _shelf(good) == (5, 0)


def test_what_is_fetched_is_not_paid_at_the_door():
    with pytest.raises(Conflict):
        buy({_goods(): 1}, terms=CASH)


def test_it_is_paid_when_the_last_seller_has_their_money():
    purchase = buy({_goods(): 1, _goods(): 1}, delivery=SHIP, terms=CASH)
    one, two = (_sent(order) for order in purchase.orders.order_by("pk"))
    for _ in range(2):
        assert cash.received(order=one, actor=None).cash_at is not None
    assert _state(purchase) == "cod"
    complete(order=two)
    cash.received(order=two, actor=None)
    assert _state(purchase) == "paid"
    assert purchase.paid_at is not None
    assert AuditEntry.objects.filter(verb="orders.cash").count() == 2
    assert AuditEntry.objects.get(verb="orders.payment").data == {"before": "cod", "after": "paid", "cash": 48_000}


def test_money_is_noted_only_for_goods_on_their_way_and_only_for_cash():
    order = buy({_goods(): 1}, delivery=SHIP, terms=CASH).orders.get()
    with pytest.raises(Conflict, match="Tandai pesanan ini dikirim dulu"):
        cash.received(order=order, actor=None)
    other = buy({_goods(): 1}, delivery=SHIP).orders.get()
    for verb in (cash.received, lambda **kw: cash.call_off(**kw, reason="Habis")):
        with pytest.raises(Conflict, match="bukan bayar di tempat"):
            verb(order=other, actor=None)


def test_refused_at_the_door_the_pieces_come_back_and_the_rest_is_paid():
    kept, refused = _goods(), _goods()
    purchase = buy({kept: 1, refused: 2}, delivery=SHIP, terms=CASH)
    first, second = (_sent(order) for order in purchase.orders.order_by("pk"))
    cash.received(order=first, actor=None)
    for _ in range(2):
        assert cash.call_off(order=second, actor=None, reason="Pembeli menolak").fulfilment == "cancelled"
    assert (_state(purchase), _shelf(kept), _shelf(refused)) == ("paid", (4, 0), (5, 0))
    assert set(Reservation.objects.values_list("stock_id", "state")) == {
        (kept.pk, "committed"), (refused.pk, "released"),
    }  # fmt: skip
    assert "Pembeli menolak" in OutboxMessage.objects.get(dedupe_key__endswith=f"order:{second.pk}:off").body
    with pytest.raises(Conflict, match="bukan bayar di tempat"):
        cash.call_off(order=first, actor=None, reason="Salah")
    with pytest.raises(DomainError) as caught:
        cash.call_off(order=first, actor=None, reason="  ")
    assert caught.value.problems[0].field == "reason"


def test_with_the_money_in_hand_or_the_order_complete_nothing_is_called_off():
    purchase = buy({_goods(): 1, _goods(): 1}, delivery=SHIP, terms=CASH)
    first, second = (_sent(order) for order in purchase.orders.order_by("pk"))
    cash.received(order=first, actor=None)
    complete(order=second)
    for order, sentence in ((first, "Uang pesanan ini sudah diterima"), (second, "sekarang selesai")):
        with pytest.raises(Conflict, match=sentence):
            cash.call_off(order=order, actor=None, reason="Salah")
    assert _state(purchase) == "cod"


def test_when_no_order_is_left_the_purchase_is_cancelled_and_the_voucher_comes_back():
    voucher, variant = VoucherFactory(), _goods()
    purchase = buy({variant: 1}, delivery=SHIP, terms=Terms(voucher.code, cash=True))
    assert purchase.total == 15_000 + 9_000 - 5_000
    cash.call_off(order=purchase.orders.get(), actor=None, reason="Bahan habis")
    voucher.refresh_from_db()
    assert (_state(purchase), _shelf(variant), voucher.uses) == ("cancelled", (5, 0), 0)


def test_the_buyer_may_cancel_until_the_first_seller_took_it_on():
    one, two = _goods(), _goods()
    purchase = buy({one: 1, two: 1}, delivery=SHIP, terms=CASH)
    cancel(purchase=purchase)
    cancel(purchase=purchase)
    assert (_state(purchase), _shelf(one), _shelf(two)) == ("cancelled", (5, 0), (5, 0))
    late = buy({one: 1, two: 1}, delivery=SHIP, terms=CASH)
    accept(order=late.orders.first(), actor=None)
    with pytest.raises(Conflict, match="Penjual sudah menyiapkan"):
        cancel(purchase=late)
    assert (_state(late), _shelf(one)) == ("cod", (4, 0))
