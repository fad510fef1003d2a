"""Whatever happens, in whatever order, twice or half: the money is whole after each step."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from products.orders import expire as orders_expire
from products.orders.commission_models import CommissionRule
from products.orders.dispute_hold import hold, unhold
from products.orders.fulfil import accept, ship
from products.orders.models import DeliverySettings, Order, Purchase, Voucher
from products.orders.place import DeliveryChoice, Terms
from products.payments.cancel_order import cancel_order
from products.payments.cash_received import cash_received
from products.payments.complete import complete
from products.payments.courier_cost import courier_cost
from products.payments.models import Attempt, Refund
from products.payments.refund import refund
from products.payments.refund_by_hand import give_account, mark_done
from products.payments.refund_send import apply
from products.payments.refund_states import RefundState
from products.payments.send_back import send_back
from products.payments.states import LIVE
from products.payments.withdrawn import attend
from products.payouts.bank import at_houses, bank
from products.payouts.bank_file import export
from products.payouts.batch import batch
from products.payouts.models import OWN, BankReceipt, Payout
from products.payouts.pay import mark_paid
from products.payouts.proving.prove import prove
from products.payouts.receive import receive
from products.payouts.void import void
from rumah.core import clock
from rumah.core.errors import DomainError
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, money_comes, money_goes
from tests.factories.orders import PICKUP, SHIP, buy
from tests.factories.people import UserFactory
from tests.factories.selling import banked

PICK = st.integers(min_value=0, max_value=5)
TIMES = st.integers(min_value=1, max_value=2)
PDF = b"%PDF-"


class Crash(Exception):
    """The process dies before its transaction is written."""


class House(RuleBasedStateMachine):
    """Two sellers with vouchers, commission and cash; every event may come twice, and any may die half-way."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @initialize()
    def open(self) -> None:
        now = clock.now()
        self.staff = UserFactory(is_superuser=True)
        self.lines = 0
        self.variants = [VariantFactory(price=price, stock=6) for price in (33_333, 70_001)]
        for variant in self.variants:
            business = variant.product.business
            DeliverySettings.objects.create(
                business=business, own=True, own_fees={"35.10.24": 5_000}, cash=True, updated_at=now
            )
            banked(business)
        day = timedelta(days=1)
        CommissionRule.objects.create(basis_points=333, valid_from=now - day)
        for code, business in (("RUMAH", None), ("PENJUAL", self.variants[0].product.business)):
            Voucher.objects.create(
                code=code, business=business, value=9_999, max_uses=50, per_buyer=50, valid_from=now - day,
                valid_until=now + day, created_at=now,
            )  # fmt: skip

    def _do(self, deed: Callable[[], object], times: int = 1, dies: bool = False) -> None:  # noqa: FBT002  # drawn by the rules
        for _ in range(times):
            with suppress(DomainError, Crash), transaction.atomic():
                deed()
                if dies:
                    raise Crash

    def _one(self, model, pick, **filters):
        rows = list(model.objects.filter(**filters).order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    @rule(voucher=st.sampled_from(["", "", "RUMAH", "PENJUAL"]), cash=st.booleans(), both=st.booleans(), n=TIMES)
    def buy(self, voucher, cash, both, n):
        chosen = dict.fromkeys(self.variants if both else self.variants[:1], n)
        way = DeliveryChoice("own", SHIP.region_code, SHIP.address) if cash else PICKUP
        self._do(lambda: buy(chosen, delivery=way, terms=Terms(voucher=voucher, cash=cash)))

    @rule(pick=PICK, off=st.sampled_from([0, 0, 0, -1]), times=TIMES, dies=st.booleans())
    def pay(self, pick, off, times, dies):
        purchase = self._one(Purchase, pick)
        if purchase is None or purchase.payment_state == "cod":
            return
        live = Attempt.objects.filter(purchase=purchase, state__in=LIVE)
        attempt = live.first() or attempt_for(purchase, state="expired" if purchase.attempts.exists() else "pending")
        self._do(lambda: money_comes(attempt, attempt.amount + off), times, dies)

    @rule(pick=PICK)
    def pay_the_same_again(self, pick):
        attempt = self._one(Attempt, pick)
        if attempt is not None:
            self._do(lambda: money_comes(attempt))

    @rule(pick=PICK, rupiah=st.sampled_from([0, 9_000, 12_345]), number=TIMES, times=TIMES, dies=st.booleans())
    def book_a_courier(self, pick, rupiah, number, times, dies):
        """Book it, hear of another price, or that it was called off: before and after the order's end."""
        order = self._one(Order, pick, cash_at=None, fulfilment__in=["to_ship", "shipped", "completed", "cancelled"])
        if order is not None:
            name = f"{order.number}-{number}"
            self._do(lambda: courier_cost(order=order, reference=name, rupiah=rupiah), times, dies)

    @rule(pick=PICK, times=TIMES)
    def expire(self, pick, times):
        purchase = self._one(Purchase, pick)
        if purchase is not None:
            Purchase.objects.filter(pk=purchase.pk).update(expires_at=clock.now())
            self._do(lambda: orders_expire.expire(purchase_id=purchase.pk), times)

    @rule(pick=PICK)
    def cancel_purchase(self, pick):
        purchase = self._one(Purchase, pick)
        if purchase is not None:
            self._do(lambda: orders_expire.cancel(purchase=purchase))

    @rule(
        pick=PICK, times=TIMES, dies=st.booleans(),
        deed=st.sampled_from(["accept", "ship", "complete", "cancel", "hold", "unhold", "cash"]),
    )  # fmt: skip
    def step(self, pick, deed, times, dies):
        order = self._one(Order, pick)
        if order is None:
            return
        owner = order.business.memberships.get().user
        deeds = {
            "accept": lambda: accept(order=order, actor=owner),
            "ship": lambda: ship(order=order, actor=owner, courier="JNE"),
            "complete": lambda: complete(order=order),
            "cancel": lambda: cancel_order(order=order, actor=owner, reason="Habis"),
            "hold": lambda: hold(order=order),
            "unhold": lambda: unhold(order=order),
            "cash": lambda: cash_received(order=order, actor=owner),
        }
        self._do(deeds[deed], times, dies)

    @rule(pick=PICK, amount=st.sampled_from([1, 9_999, 33_333, 50_000]), key=PICK, times=TIMES, dies=st.booleans())
    def give_back(self, pick, amount, key, times, dies):
        order = self._one(Order, pick)
        if order is not None:
            self._do(
                lambda: refund(
                    purchase=order.purchase, order=order, amount=amount, reason="Rusak", key=f"{order.pk}:{key}"
                ), times, dies,
            )  # fmt: skip

    @rule(pick=PICK, to=st.sampled_from(["sent", "done", "failed", "manual"]), times=TIMES)
    def provider_says(self, pick, to, times):
        row = self._one(Refund, pick, attempt__isnull=False)
        if row is not None:
            self._do(lambda: apply(row.pk, RefundState(to), reference="re_1"), times)

    @rule(pick=PICK, times=TIMES, dies=st.booleans())
    def staff_pays_back(self, pick, times, dies):
        row = self._one(Refund, pick)
        if row is not None:
            self._do(lambda: give_account(purchase=row.purchase, bank="BRI", number="1234567", holder="Siti"))
            self._do(lambda: mark_done(refund=row, proof=PDF, actor=self.staff), times, dies)

    @rule(pick=PICK, is_there=st.booleans(), times=TIMES, dies=st.booleans())
    def bank_takes_back_or_not(self, pick, is_there, times, dies):
        attempt = self._one(Attempt, pick, state="settled")
        if attempt is not None:
            self._do(lambda: money_goes(attempt, is_there=is_there), times, dies)

    @rule(pick=PICK, times=TIMES, dies=st.booleans(), deed=st.sampled_from([attend, send_back]))
    def staff_looks_into_it(self, pick, times, dies, deed):
        attempt = self._one(Attempt, pick)
        words = {"note": "Sudah"} if deed is attend else {"reason": ""}
        if attempt is not None:
            self._do(lambda: deed(attempt=attempt, actor=self.staff, **words), times, dies)

    @rule(own=st.booleans(), part=st.integers(1, 3), fee=st.sampled_from([0, 700]), times=TIMES, dies=st.booleans())
    def money_arrives(self, own, part, fee, times, dies):
        source = OWN if own else "stripe"
        rupiah = 50_000 if own else max(at_houses()["stripe"] // part - fee, 1)
        self.lines += 1
        self._do(
            lambda: receive(
                source=source, amount=rupiah, fee=0 if own else fee, on=clock.today(), reference=f"l{self.lines}",
                proof=PDF, actor=self.staff,
            ), times, dies,
        )  # fmt: skip

    @rule(pick=PICK, times=TIMES, dies=st.booleans())
    def it_was_a_mistake(self, pick, times, dies):
        row = self._one(BankReceipt, pick)
        if row is not None:
            self._do(lambda: void(receipt=row, reason="Salah ketik", actor=self.staff), times, dies)

    @rule(times=TIMES, dies=st.booleans())
    def gather(self, times, dies):
        self._do(batch, times, dies)

    @rule(times=TIMES, dies=st.booleans())
    def take_to_the_bank(self, times, dies):
        self._do(lambda: export(actor=self.staff), times, dies)

    @rule(pick=PICK, times=TIMES, dies=st.booleans())
    def bank_pays(self, pick, times, dies):
        payout = self._one(Payout, pick)
        if payout is not None:
            self._do(lambda: mark_paid(payout=payout, proof=PDF, actor=self.staff), times, dies)

    @invariant()
    def payouts_are_covered(self) -> None:
        # Refunds by hand are noted when they have left already; what goes to sellers is never promised twice.
        by_hand = Refund.objects.filter(state="done").exclude(proof="").exists()
        assert by_hand or bank().balance >= bank().leaving

    @invariant()
    def the_money_is_whole(self) -> None:
        assert prove() == []


@pytest.mark.django_db
def test_the_money_is_whole_after_every_step_of_any_story():
    run_state_machine_as_test(
        House,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
