"""Place a purchase: hold the stock and write down who buys what, in one transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.basket import Line, SellerShare, merged, priced, shares
from products.orders.commission import rates_of
from products.orders.models import Order, OrderLine, Purchase
from products.orders.people import Buyer, DeliveryChoice, Details, checked
from products.orders.states import NEEDS_ADDRESS, Delivery, Fulfilment, PaymentState
from products.orders.vouchers.quote import Discount, cleaned, quote, refused
from products.orders.vouchers.take import take
from products.stock.close import commit
from products.stock.reserve import reserve
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.money import format_rupiah
from rumah.core.prepared import Prepared

__all__ = ["Buyer", "DeliveryChoice", "IdempotencyMismatch", "Line", "Terms", "check_cash", "place"]

# No 0/O and 1/I: a number is read out over the phone. 32^8 numbers cannot be walked through.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
BY_KEY = Prepared(lambda key: Purchase.objects.filter(idempotency_key=key))


@dataclass(frozen=True, slots=True)
class Terms:
    """How it is paid: with which voucher, and whether in cash; discount and fee as they were shown, in rupiah."""

    voucher: str = ""
    seen_discount: int | None = None
    cash: bool = False
    seen_shipping: int | None = None


class IdempotencyMismatch(DomainError):
    """The same key came with other content; `purchase` is what stands under it."""

    status = 422
    purchase: Purchase


def place(
    *,
    lines: Sequence[Line],
    buyer: Buyer,
    delivery: DeliveryChoice,
    language: str = "id",
    idempotency_key: str | None = None,
    terms: Terms = Terms(),
) -> Purchase:
    """Place a purchase and return it, awaiting payment until `expires_at`; in cash it goes to its sellers at once.

    The same `idempotency_key` with the same content returns the purchase that is there; with other content it raises
    IdempotencyMismatch. Raises DomainError for details that lack something and Conflict (fields `lines.<index>`,
    codes `gone`, `price`, `short`, `quantity`, `holiday`; `delivery.methods.<slug>`; `delivery.couriers.<slug>`;
    `delivery`, code `price`; `voucher`; `provider`) for what cannot be bought as shown. Nothing is held
    then.
    """
    details = checked(buyer, delivery)
    fingerprint = _fingerprint(lines, details, terms)
    if idempotency_key and (known := _known(idempotency_key, fingerprint)):
        return known
    try:
        with transaction.atomic():
            fixed = {"language": language, "idempotency_key": idempotency_key, "fingerprint": fingerprint}
            purchase = _write(merged(lines), details, buyer, terms, fixed)
            messages.placed(purchase)
            audit.record("orders.place", purchase, actor=buyer.user, total=purchase.total)
            return purchase
    except IntegrityError:
        # The same key at the same moment: the other request wrote it first, and what we held went back with us.
        if idempotency_key and (known := _known(idempotency_key, fingerprint)):
            return known
        raise
    except Conflict as error:
        # The same request a moment earlier may have taken the last pieces itself.
        if idempotency_key and (known := _known(idempotency_key, fingerprint)):
            return known
        raise _by_line(error, lines) from error


def _known(key: str, fingerprint: str) -> Purchase | None:
    purchase = BY_KEY.first(key=key)
    if purchase and purchase.fingerprint != fingerprint:
        text = _("Kunci ini sudah dipakai untuk pembelian lain.")
        error = IdempotencyMismatch(Problem(text, "Idempotency-Key", "idempotency_mismatch"))
        error.purchase = purchase
        raise error
    return purchase


def _fingerprint(lines: Sequence[Line], details: Details, terms: Terms) -> str:
    how = [cleaned(terms.voucher), terms.cash]
    content = [sorted((line.variant_id, line.quantity) for line in lines), asdict(details), how]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _write(lines: list[Line], details: Details, buyer: Buyer, terms: Terms, fixed: dict[str, Any]) -> Purchase:
    parts = shares(
        priced(lines), method=details.method, destination=details.region_code, methods=dict(details.methods),
        couriers=dict(details.couriers),
    )  # fmt: skip
    _check_fee(parts, terms)
    if terms.cash:
        check_cash(parts)
    discount = _discount(parts, details, buyer, terms)
    number = f"RK-{get_random_string(8, ALPHABET)}"
    reserve(quantities={line.variant_id: line.quantity for line in lines}, reference=number)
    items, shipping = sum(part.items_total for part in parts), sum(part.fee.rupiah for part in parts)
    off = discount.amount if discount else 0
    now, wait = clock.now(), timedelta(minutes=0 if terms.cash else settings.PAYMENT_WINDOW_MINUTES)
    ships = any(part.way in NEEDS_ADDRESS for part in parts)
    purchase = Purchase.objects.create(
        number=number, buyer=buyer.user, buyer_name=details.name, buyer_phone=details.phone,
        buyer_email=details.email, delivery=Delivery.SHIP if ships else Delivery.PICKUP,
        region_code=details.region_code, address=details.address, address_snapshot=details.snapshot,
        items_total=items, shipping_total=shipping, discount=off, discount_by=discount.paid_by if discount else "",
        total=items + shipping - off, placed_at=now, expires_at=now + wait,
        payment_state=PaymentState.COD if terms.cash else PaymentState.AWAITING, **fixed,
    )  # fmt: skip
    orders = _write_orders(purchase, parts, discount)
    if discount:
        take(discount=discount, purchase=purchase)
    if terms.cash:
        commit(reference=number)
        messages.tell_sellers(orders)
    return purchase


def check_cash(parts: Sequence[SellerShare]) -> None:
    """Raise Conflict (field `provider`) naming every seller who does not take their share in cash."""
    text = _("%(name)s tidak menerima bayar di tempat untuk pesanan ini.")
    refusing = [part for part in parts if not part.takes_cash]
    if refusing:
        raise Conflict(*(Problem(text % {"name": part.business.name}, "provider", "cash") for part in refusing))


def _check_fee(parts: Sequence[SellerShare], terms: Terms) -> None:
    fee = sum(part.fee.rupiah for part in parts)
    if terms.seen_shipping not in {None, fee}:
        text = _("Ongkos kirim kini %(amount)s. Periksa lagi sebelum membayar.")
        raise Conflict(Problem(text % {"amount": format_rupiah(fee)}, "delivery", "price"))


def _discount(parts: list[SellerShare], details: Details, buyer: Buyer, terms: Terms) -> Discount | None:
    if not terms.voucher:
        return None
    found = quote(code=terms.voucher, shares=parts, phone=details.phone, user=buyer.user)
    if terms.seen_discount not in {None, found.amount}:
        text = _("Potongan voucher kini %(amount)s. Periksa lagi sebelum membayar.")
        raise refused(text % {"amount": format_rupiah(found.amount)}, "price")
    return found


def _write_orders(purchase: Purchase, parts: list[SellerShare], discount: Discount | None) -> list[Order]:
    off = discount.parts if discount else (0,) * len(parts)
    rates = rates_of(parts, at=purchase.placed_at)
    state = Fulfilment.TO_ACCEPT if purchase.payment_state == PaymentState.COD else Fulfilment.WAITING
    orders = Order.objects.bulk_create(
        Order(
            purchase=purchase, business=part.business, number=f"{purchase.number}-{index}", delivery=part.way,
            items_total=part.items_total, shipping_fee=part.fee.rupiah, weight=part.weight, fulfilment=state,
            shipping_note=part.rate.name if part.rate else "", courier_service=part.rate.code if part.rate else "",
            discount=less, discount_by=purchase.discount_by if less else "", commission_bp=rate,
            placed_at=purchase.placed_at, changed_at=purchase.placed_at,
        )
        for index, (part, less, rate) in enumerate(zip(parts, off, rates, strict=True), start=1)
    )  # fmt: skip
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, variant=line.variant, product_name=line.variant.product.name,
            variant_name=line.variant.name, unit_price=line.variant.price, quantity=line.quantity, total=line.total,
        )
        for order, part in zip(orders, parts, strict=True)
        for line in part.lines
    )  # fmt: skip
    return orders


def _by_line(error: Conflict, lines: Sequence[Line]) -> Conflict:
    """Return the same problems, with those that name a variant put on the buyer's lines of that variant."""
    places: dict[str, str] = {}
    for index, line in enumerate(lines):
        places.setdefault(str(line.variant_id), f"lines.{index}")
    # Problems of `priced` count merged lines; the first line of that variant is what the buyer sees.
    for index, line in enumerate(merged(lines)):
        places[f"lines.{index}"] = places[str(line.variant_id)]
    return Conflict(*(replace(p, field=places.get(p.field or "", p.field)) for p in error.problems))
