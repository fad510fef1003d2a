"""Thirteen months of buying: purchases in every state, with their holds, attempts and trail, in bulk."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.db import transaction

from products.catalogue.models import Variant
from products.orders.models import Order, OrderLine, Purchase, ShippingZone
from products.orders.place import ALPHABET
from products.orders.shipping import Parcel, all_zones, chargeable_weight, fee
from products.orders.states import Delivery, Fulfilment, PaymentState
from products.payments.models import Attempt
from products.stock.availability import refresh_in_stock
from products.stock.models import Reservation, StockLevel
from rumah.accounts.models import User
from rumah.core import regions
from rumah.core.models import AuditEntry
from rumah.demo.buyers import BUYERS, STREETS, TOWNS
from rumah.demo.lives import Life, life
from rumah.demo.people import OWNED_SHOP
from rumah.demo.plan import CODE

CHUNK = 500
AT_MOST = 8_000
VARIANTS_AT_MOST = 4_000
COURIERS = ("JNE REG", "J&T EZ", "SiCepat REG", "Pos Reguler")


@dataclass(slots=True)
class _Batch:
    """Rows of one chunk, each kind to be written with one statement."""

    purchases: list[Purchase] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    lines: list[OrderLine] = field(default_factory=list)
    holds: list[Reservation] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    trail: list[tuple[datetime, str, Purchase | Order, dict[str, object]]] = field(default_factory=list)


def buy(*, count: int, now: datetime, seed: int, shopper: User) -> None:
    """Write `count` purchases (8,000 at most); every fiftieth, and more of the latest, belongs to `shopper`.

    Every third of the latest has something of the shop whose owner signs in, so that each state is seen there too.
    """
    rng = Random(f"{seed}/orders")  # noqa: S311  # invented purchases
    variants = list(
        Variant.objects.filter(product__business__code__startswith=CODE, product__is_listed=True, stock__on_hand__gte=3)
        .select_related("product__business", "stock").order_by("pk")[:VARIANTS_AT_MOST]
    )  # fmt: skip
    if not variants:
        return
    seller = _Seller(variants, rng, all_zones(), now)
    wanted = min(count, AT_MOST)
    for start in range(0, wanted, CHUNK):
        batch = _Batch()
        for at in range(start, min(start + CHUNK, wanted)):
            its = life(at, wanted, rng=rng, now=now)
            is_shopper = at % 50 == 0 or (its.is_latest and at % 7 == 0)
            seller.sell(batch, its, shopper if is_shopper else None, owned=its.is_latest and at % 3 == 0)
        _write(batch)
    touched = [variant for variant in variants if variant.pk in seller.held]
    for variant in touched:
        variant.stock.reserved += seller.held[variant.pk]
    StockLevel.objects.bulk_update([variant.stock for variant in touched], ["reserved"], batch_size=CHUNK)
    refresh_in_stock({variant.product_id for variant in touched})


class _Seller:
    """Makes one purchase after the other out of the same shelves."""

    def __init__(self, variants: list[Variant], rng: Random, zones: dict[str, ShippingZone], now: datetime) -> None:
        self.variants = sorted(variants, key=lambda variant: (variant.product.listed_at, variant.pk))
        self.since = [variant.product.listed_at for variant in self.variants]
        self.rng, self.zones, self.now = rng, zones, now
        self.owned = [at for at, variant in enumerate(self.variants) if variant.product.business.name == OWNED_SHOP]
        self.numbers: set[str] = set()
        self.held: dict[int, int] = {}

    def sell(self, batch: _Batch, its: Life, buyer: User | None, *, owned: bool = False) -> None:
        """Add one purchase with all that belongs to it; with `owned`, something of the owner's shop is in it."""
        # Nobody bought what was not on the shelf yet.
        there = bisect(self.since, its.placed_at)
        if not there:
            return
        picked = [self.variants[self.rng.randrange(there)] for _piece in range(self.rng.choice((1, 1, 2, 3)))]
        if mine := [at for at in self.owned if owned and at < there]:
            picked[0] = self.variants[self.rng.choice(mine)]
        basket = {variant.pk: variant for variant in picked}
        chosen = [(basket[pk], self.rng.choice((1, 1, 1, 2, 3))) for pk in sorted(basket)]
        if its.payment == PaymentState.AWAITING:
            chosen = [(variant, 1) for variant, _count in chosen if self._hold(variant)]
        if not chosen:
            return
        purchase = self._purchase(its, buyer)
        by_shop: dict[int, list[tuple[Variant, int]]] = {}
        for variant, quantity in chosen:
            by_shop.setdefault(variant.product.business_id, []).append((variant, quantity))
        for index, lines in enumerate(by_shop.values(), start=1):
            self._order(batch, purchase, index, lines, its)
        purchase.total = purchase.items_total + purchase.shipping_total
        batch.purchases.append(purchase)
        state = _hold_state(purchase)
        for variant, quantity in chosen:
            closed = None if state == Reservation.State.HELD else its.changed_at
            hold = Reservation(stock_id=variant.pk, reference=purchase.number, quantity=quantity, state=state)
            hold.created_at, hold.closed_at = its.placed_at, closed
            batch.holds.append(hold)
        batch.attempts += its.attempts(purchase, self.rng)
        batch.trail.append((its.placed_at, "orders.place", purchase, {"total": purchase.total}))
        for at, before, after in its.payments:
            batch.trail.append((at, "orders.payment", purchase, {"before": before, "after": after}))

    def _hold(self, variant: Variant) -> bool:
        if variant.stock.free - self.held.get(variant.pk, 0) < 1:
            return False
        self.held[variant.pk] = self.held.get(variant.pk, 0) + 1
        return True

    def _number(self) -> str:
        while True:
            number = "RK-" + "".join(self.rng.choices(ALPHABET, k=8))
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def _purchase(self, its: Life, buyer: User | None) -> Purchase:
        name, phone = BUYERS[self.rng.randrange(len(BUYERS))], f"+62813{self.rng.randrange(10**8):08d}"
        if buyer is not None:
            name, phone = buyer.name, buyer.phone or phone
        purchase = Purchase(
            number=self._number(), buyer=buyer, buyer_name=name, buyer_phone=phone, delivery=Delivery.SHIP,
            buyer_email=(buyer.email or "") if buyer else "", items_total=0, shipping_total=0, total=0,
            payment_state=its.payment, placed_at=its.placed_at, expires_at=its.expires_at, paid_at=its.paid_at,
        )  # fmt: skip
        if self.rng.random() < 0.12:
            purchase.delivery = Delivery.PICKUP
            return purchase
        town = self.rng.choice(TOWNS)
        region = regions.get(town)
        purchase.region_code, purchase.address = town, f"{self.rng.choice(STREETS)} No. {self.rng.randrange(1, 90)}"
        purchase.address_snapshot = f"{purchase.address}, {region.path if region else ''}"[:500]
        return purchase

    def _order(
        self, batch: _Batch, purchase: Purchase, index: int, lines: Sequence[tuple[Variant, int]], its: Life
    ) -> None:
        business = lines[0][0].product.business
        weight = chargeable_weight(Parcel(v.weight, v.length, v.width, v.height, quantity) for v, quantity in lines)
        rupiah = 0
        if purchase.delivery == Delivery.SHIP:
            rupiah = fee(self.zones, origin=business.region_code, destination=purchase.region_code, grams=weight).rupiah
        fulfilment = its.fulfilment
        order = Order(
            purchase=purchase, business=business, number=f"{purchase.number}-{index}", fulfilment=fulfilment,
            delivery=purchase.delivery,
            items_total=sum(v.price * quantity for v, quantity in lines), shipping_fee=rupiah, weight=weight,
            placed_at=its.placed_at, changed_at=its.changed_at,
        )  # fmt: skip
        if fulfilment in {Fulfilment.SHIPPED, Fulfilment.COMPLETED}:
            pickup = purchase.delivery == Delivery.PICKUP
            order.courier = "ambil sendiri" if pickup else self.rng.choice(COURIERS)
            order.tracking_number = "" if pickup else f"RK{self.rng.randrange(10**11):011d}"
        purchase.items_total += order.items_total
        purchase.shipping_total += rupiah
        batch.orders.append(order)
        batch.lines += [
            OrderLine(order=order, variant=v, product_name=v.product.name, variant_name=v.name, unit_price=v.price,
                      quantity=quantity, total=v.price * quantity,
                      shipped=quantity if fulfilment in {Fulfilment.SHIPPED, Fulfilment.COMPLETED} else 0)
            for v, quantity in lines
        ]  # fmt: skip
        for at, before, after in its.steps:
            batch.trail.append((at, "orders.fulfilment", order, {"before": before, "after": after}))


def _hold_state(purchase: Purchase) -> str:
    if purchase.payment_state == PaymentState.AWAITING:
        return Reservation.State.HELD
    return Reservation.State.COMMITTED if purchase.payment_state == PaymentState.PAID else Reservation.State.RELEASED


@transaction.atomic
def _write(batch: _Batch) -> None:
    Purchase.objects.bulk_create(batch.purchases)
    Order.objects.bulk_create(batch.orders)
    OrderLine.objects.bulk_create(batch.lines)
    Reservation.objects.bulk_create(batch.holds)
    Attempt.objects.bulk_create(batch.attempts)
    AuditEntry.objects.bulk_create(
        AuditEntry(at=at, verb=verb, target_type=target._meta.label_lower, target_id=str(target.pk), data=data)
        for at, verb, target, data in sorted(batch.trail, key=lambda entry: entry[0])
    )
