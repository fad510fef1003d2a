"""Placing a purchase, and asking how it stands."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.params import Header

from products.orders.basket import Line
from products.orders.links import purchase_by_token, purchase_token
from products.orders.models import Order, Purchase
from products.orders.people import Buyer, DeliveryChoice
from products.orders.place import Terms, place
from products.orders.queries import orders_with_lines
from products.orders.states import PaymentState
from products.payments.providers import known
from products.payments.queries import payment_status
from products.payments.start import start
from rumah.accounts.models import User
from rumah.accounts.tokens import user_of
from rumah.api.access import READ, WRITE
from rumah.api.inputs import IdempotencyKey, PurchaseIn
from rumah.api.schemas import (
    LineOut,
    OrderOut,
    PaymentOut,
    PurchaseDetail,
    PurchaseOut,
    offset,
)
from rumah.core.errors import DomainError, Problem

router = Router()
SCHEME = "Bearer "
CASH = "cod"


@router.post("purchases", response={201: PurchaseOut}, throttle=[WRITE], url_name="place_purchase")
def place_purchase(
    request: HttpRequest,
    payload: PurchaseIn,
    idempotency_key: IdempotencyKey = Header(alias="Idempotency-Key"),  # type: ignore[type-arg]  # noqa: B008  # ninja's own form
) -> Status[PurchaseOut]:
    """Place a purchase and start its payment. The same key with the same content gives the same answer again."""
    if not known(payload.provider) and payload.provider != CASH:
        raise DomainError(Problem(_("Cara bayar ini tidak tersedia."), "provider", "unknown_provider"))
    purchase = place(
        lines=[Line(line.variant, line.quantity, None) for line in payload.lines],
        buyer=Buyer(payload.buyer.name, payload.buyer.phone, payload.buyer.email or "", _caller(request)),
        delivery=DeliveryChoice(
            payload.delivery.method,
            payload.delivery.region or "",
            payload.delivery.address or "",
            dict(payload.delivery.methods),
        ),
        idempotency_key=f"api:{idempotency_key}",
        terms=Terms(payload.voucher or "", cash=payload.provider == CASH),
    )
    return Status(201, PurchaseOut(**_purchase(purchase, _pay(purchase, payload.provider))))


@router.get("purchases/{number}", response=PurchaseDetail, throttle=[READ], url_name="purchase")
def purchase(request: HttpRequest, number: str, token: str) -> PurchaseDetail:
    """Say how a purchase stands; who has its token may ask."""
    row = purchase_by_token(number[:16], token[:100])
    if row is None:
        raise Http404
    return PurchaseDetail(
        **_purchase(row, None), items_total=row.items_total, shipping_total=row.shipping_total, discount=row.discount,
        placed_at=offset(row.placed_at), paid_at=offset(row.paid_at) if row.paid_at else None,
        orders=[_order(order) for order in orders_with_lines(row)],
    )  # fmt: skip


def _caller(request: HttpRequest) -> User | None:
    """Return the person of a token, if one came along. A cookie never counts: it would need a CSRF token."""
    header = request.headers.get("Authorization", "")
    return user_of(header.removeprefix(SCHEME)) if header.startswith(SCHEME) else None


def _pay(row: Purchase, provider: str) -> PaymentOut:
    """Start the payment; when that fails the purchase stands, and the same call may be repeated. Cash needs none."""
    if provider == CASH:
        return PaymentOut(provider=CASH, url=None)
    try:
        return PaymentOut(provider=provider, url=start(purchase=row, provider=provider).url or None)
    except DomainError:
        return PaymentOut(provider=provider, url=None)


def _purchase(row: Purchase, payment: PaymentOut | None) -> dict[str, Any]:
    status = payment_status(row)
    cash = row.payment_state == PaymentState.COD
    payment = payment or PaymentOut(provider=CASH if cash else "stripe", url=status.url or None)
    return {
        "number": row.number, "token": purchase_token(row.number), "status": status.code, "total": row.total,
        "expires_at": offset(row.expires_at), "payment": payment,
    }  # fmt: skip


def _order(row: Order) -> OrderOut:
    lines = [
        LineOut(
            product=line.product_name, variant=line.variant_name, quantity=line.quantity, unit_price=line.unit_price,
            total=line.total,
        )
        for line in row.lines.all()
    ]  # fmt: skip
    return OrderOut(
        number=row.number, business=row.business.slug, fulfilment=row.fulfilment, items_total=row.items_total,
        shipping_fee=row.shipping_fee, delivery=row.delivery, discount=row.discount,
        tracking_number=row.tracking_number, lines=lines,
    )  # fmt: skip
