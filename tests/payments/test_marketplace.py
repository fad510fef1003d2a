"""The marketplace from cart to payout: three sellers, a voucher, a dispute, late money, and books that are whole."""

from datetime import timedelta

import pytest

from products.care.complaints.answer import answer
from products.care.complaints.file import complain
from products.ledger.balances import balance
from products.orders.fulfil import accept, ship
from products.orders.models import Order, OrderLine, Purchase
from products.orders.place import Terms
from products.payments.cancel_order import cancel_order
from products.payments.complete import complete, complete_overdue
from products.payments.models import Refund
from products.payments.poll import expire_overdue
from products.payments.queries import attention, payment_status
from products.payments.refund_send import PATIENCE, send_due
from products.payments.settle import settle
from products.payments.start import start
from products.payouts.bank import at_houses, bank
from products.payouts.bank_file import export
from products.payouts.batch import batch
from products.payouts.pay import mark_paid
from products.payouts.proving.prove import prove
from products.simulator.midtrans import BANK_TAKES
from products.simulator.models import SimulatedRefund
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bank_has, came_in
from tests.factories.orders import VoucherFactory, buy
from tests.factories.people import UserFactory
from tests.factories.selling import banked
from tests.peers.paying import choose, happen, work


def seller(price: int, stock: int):
    membership = MembershipFactory()
    banked(membership.business)
    return membership.user, VariantFactory(
        price=price, stock=stock, product=ProductFactory(business=membership.business)
    )


def expired(purchase: Purchase) -> None:
    """Let the time to pay pass and the job do its work."""
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now() - timedelta(minutes=1))
    expire_overdue()
    purchase.refresh_from_db()
    assert purchase.payment_state == "expired"


def shipped(order: Order) -> Order:
    accept(order=order, actor=None)
    return ship(order=order, actor=None, courier="JNE", tracking_number="JP1")


def the_banks_confirm() -> None:
    """Let the payers' banks say that refunds have come, and the house ask after them."""
    SimulatedRefund.objects.filter(provider="midtrans").update(created_at=clock.now() - BANK_TAKES)
    Refund.objects.update(tried_at=clock.now() - PATIENCE)
    send_due()


def two_pay_too_late(cake) -> Purchase:
    """Two buy the last pieces; one pays too late and finds them still there, the other finds them sold."""
    late, missed = buy({cake: 1}), buy({cake: 1})
    waiting = {purchase: start(purchase=purchase) for purchase in (late, missed)}
    expired(late)
    expired(missed)
    choose(waiting[late], "terlambat")
    settle(attempt_id=waiting[late].pk)
    StockLevel.objects.filter(pk=cake.pk).update(on_hand=0)
    choose(waiting[missed], "terlambat")
    settle(attempt_id=waiting[missed].pk)
    late.refresh_from_db()
    missed.refresh_from_db()
    assert (late.payment_state, missed.payment_state) == ("paid", "refund_due")
    send_due()
    assert payment_status(missed).to_return == 0
    return late


def handed_over() -> None:
    """Let the payment companies send all they have to the bank for a fee of Rp1.000, and the house bear its share."""
    for house, rupiah in at_houses().items():
        if rupiah:
            came_in(rupiah - 1_000, source=house, fee=1_000)
    bank_has(balance("voucher_platform") + balance("fees"))


def test_from_cart_to_payout(provider):
    (_a, chips), (_b, cloth), (baker, cake) = seller(50_000, 10), seller(200_000, 5), seller(30_000, 2)
    # One purchase of three sellers, with a voucher of the house, paid by QRIS.
    first = buy({chips: 2, cloth: 1, cake: 2}, terms=Terms(voucher=VoucherFactory(value=20_000).code))
    assert (first.items_total, first.discount, first.total) == (360_000, 20_000, 340_000)
    one, two, three = first.orders.order_by("pk")
    assert one.discount + two.discount + three.discount == 20_000
    happen(start(purchase=first, provider="qris"), "bayar")
    work()
    first.refresh_from_db()
    assert first.payment_state == "paid"
    assert (balance("held"), balance("voucher_platform")) == (-360_000, 20_000)
    assert prove() == []
    # The third seller has none left to give: money and pieces go back without anybody.
    cancel_order(order=three, actor=baker, reason="Barang habis")
    assert send_due() == 1
    assert StockLevel.objects.get(pk=cake.pk).on_hand == 2
    # The second parcel arrives damaged; the seller gives back part of it.
    shipped(one)
    line = OrderLine.objects.get(order=shipped(two))
    wish = {"reason": "damaged", "text": "Kainnya sobek di ujung.", "wish": "refund_part", "amount": 50_000}
    complaint = complain(line=line, **wish)
    Order.objects.filter(fulfilment="shipped").update(changed_at=clock.now() - timedelta(days=30))
    assert complete_overdue() == 1
    assert Order.objects.get(pk=two.pk).fulfilment == "shipped"
    answer(complaint=complaint, offer="refund_part", amount=50_000, text="Kami kembalikan.", actor=None)
    send_due()
    complete(order=Order.objects.get(pk=two.pk))
    assert prove() == []
    late = two_pay_too_late(cake)
    complete(order=shipped(late.orders.get()))
    the_banks_confirm()
    assert set(Refund.objects.values_list("state", flat=True)) == {"done"}
    assert attention() == []
    # What is earned goes to the sellers' banks, with a proof each.
    staff = UserFactory()
    payouts = {row.business_id: row for row in batch(actor=staff)}
    with pytest.raises(Conflict):
        export(actor=staff)
    handed_over()
    export(actor=staff)
    for row in payouts.values():
        row.refresh_from_db()
        mark_paid(payout=row, proof=b"%PDF-1.4 bukti", actor=staff)
    paid_out = {business: row.amount for business, row in payouts.items()}
    assert paid_out[one.business_id] == 100_000
    # Of what the buyer got back, the house's voucher takes its share too: 11.111 × 50.000 ÷ 188.889 = 2.941.
    assert paid_out[two.business_id] == 200_000 - 50_000 - 2_941
    assert prove() == []
    # Nothing is left anywhere but what is too little to be paid out yet: the bank was never below zero.
    assert set(at_houses().values()) == {0}
    assert bank().free == -balance("payable") == 30_000
    assert (balance("held"), balance("refund_due")) == (0, 0)
