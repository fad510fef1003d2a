"""Place a purchase: hold the stock and write down who buys what, in one transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from products.orders import messages
from products.orders.basket import Line, SellerShare, merged, priced, shares
from products.orders.models import Order, OrderLine, Purchase
from products.orders.people import Buyer, DeliveryChoice, Details, checked
from products.stock.reserve import reserve
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem

__all__ = ["Buyer", "DeliveryChoice", "IdempotencyMismatch", "Line", "place"]

# No 0/O and 1/I: a number is read out over the phone. 32^8 numbers cannot be walked through.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class IdempotencyMismatch(DomainError):
    """The same key came with other content."""

    status = 422


def place(
    *,
    lines: Sequence[Line],
    buyer: Buyer,
    delivery: DeliveryChoice,
    language: str = "id",
    idempotency_key: str | None = None,
) -> Purchase:
    """Place a purchase and return it, awaiting payment until `expires_at`.

    The same `idempotency_key` with the same content returns the purchase that is there; with other content it raises
    IdempotencyMismatch. Raises DomainError for details that lack something and Conflict (fields `lines.<index>`,
    codes `gone`, `price`, `short`, `quantity`) for what cannot be bought as shown. Nothing is held then.
    """
    details = checked(buyer, delivery)
    fingerprint = _fingerprint(lines, details)
    if idempotency_key and (known := _known(idempotency_key, fingerprint)):
        return known
    try:
        with transaction.atomic():
            purchase = _write(
                merged(lines), details, buyer, language=language, key=idempotency_key, fingerprint=fingerprint
            )
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
    purchase = Purchase.objects.filter(idempotency_key=key).first()
    if purchase and purchase.fingerprint != fingerprint:
        text = _("Kunci ini sudah dipakai untuk pembelian lain.")
        raise IdempotencyMismatch(Problem(text, "Idempotency-Key", "idempotency_mismatch"))
    return purchase


def _fingerprint(lines: Sequence[Line], details: Details) -> str:
    content = [sorted((line.variant_id, line.quantity) for line in lines), asdict(details)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _write(
    lines: list[Line], details: Details, buyer: Buyer, *, language: str, key: str | None, fingerprint: str
) -> Purchase:
    parts = shares(priced(lines), method=details.method, destination=details.region_code)
    number = f"RK-{get_random_string(8, ALPHABET)}"
    reserve(quantities={line.variant_id: line.quantity for line in lines}, reference=number)
    items, shipping = sum(part.items_total for part in parts), sum(part.fee.rupiah for part in parts)
    now = clock.now()
    purchase = Purchase.objects.create(
        number=number, buyer=buyer.user, idempotency_key=key, fingerprint=fingerprint, buyer_name=details.name,
        buyer_phone=details.phone, buyer_email=details.email, language=language, delivery=details.method,
        region_code=details.region_code, address=details.address, address_snapshot=details.snapshot,
        items_total=items, shipping_total=shipping, total=items + shipping, placed_at=now,
        expires_at=now + timedelta(minutes=settings.PAYMENT_WINDOW_MINUTES),
    )  # fmt: skip
    _write_orders(purchase, parts)
    return purchase


def _write_orders(purchase: Purchase, parts: list[SellerShare]) -> None:
    orders = Order.objects.bulk_create(
        Order(
            purchase=purchase, business_id=part.business_id, number=f"{purchase.number}-{index}",
            items_total=part.items_total, shipping_fee=part.fee.rupiah, weight=part.weight,
            placed_at=purchase.placed_at, changed_at=purchase.placed_at,
        )
        for index, part in enumerate(parts, start=1)
    )  # fmt: skip
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order, variant=line.variant, product_name=line.variant.product.name,
            variant_name=line.variant.name, unit_price=line.variant.price, quantity=line.quantity, total=line.total,
        )
        for order, part in zip(orders, parts, strict=True)
        for line in part.lines
    )  # fmt: skip


def _by_line(error: Conflict, lines: Sequence[Line]) -> Conflict:
    """Return the same problems, with those that name a variant put on the buyer's lines of that variant."""
    places: dict[str, str] = {}
    for index, line in enumerate(lines):
        places.setdefault(str(line.variant_id), f"lines.{index}")
    # Problems of `priced` count merged lines; the first line of that variant is what the buyer sees.
    for index, line in enumerate(merged(lines)):
        places[f"lines.{index}"] = places[str(line.variant_id)]
    return Conflict(*(replace(p, field=places.get(p.field or "", p.field)) for p in error.problems))
