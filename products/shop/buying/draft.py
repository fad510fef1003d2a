"""What a buyer has typed and been shown, kept signed with the buyer: no session, no row, works with the back button."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from products.orders.basket import Line
from products.orders.people import Buyer, DeliveryChoice
from products.orders.place import Terms
from products.shop.buying import methods

COOKIE = "bayar"
PATH = "/bayar/"
HOURS_2 = 2 * 3600
DAY = 24 * 3600
# Longer than any field may be, short enough for a cookie.
LONGEST = 300
# A choice for each seller of a full cart.
LONGER = {"methods": 1500, "couriers": 1500}
KEPT = (
    "name", "phone", "email", "delivery", "methods", "couriers", "region", "region_code", "address", "voucher", "keep",
)  # fmt: skip


class _Utf8Serializer:
    """JSON without escapes: an address in any script stays small enough for a cookie."""

    def dumps(self, value: Any) -> bytes:
        """Return UTF-8 JSON."""
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def loads(self, data: bytes) -> Any:
        """Read it back."""
        return json.loads(data)


@dataclass(frozen=True, slots=True)
class Offer:
    """Exactly what the second screen showed; `key` makes one purchase of however many clicks."""

    details: Mapping[str, str]
    lines: Sequence[Line]
    key: str
    discount: int = 0
    shipping: int | None = None

    def buyer(self, user: Any) -> Buyer:
        """Return who buys."""
        return Buyer(self.details["name"], self.details["phone"], self.details["email"], user)

    @property
    def delivery(self) -> DeliveryChoice:
        """Return where it goes."""
        details = self.details
        ways, couriers = (methods.read(details.get(name, "")) for name in ("methods", "couriers"))
        return DeliveryChoice(details["delivery"], details["region_code"], details["address"], ways, couriers)

    def terms(self, *, cash: bool) -> Terms:
        """Return how it is paid: with the discount and the fee that were shown."""
        return Terms(self.details.get("voucher", "") if self.discount else "", self.discount, cash, self.shipping)


def save(response: HttpResponse, details: Mapping[str, str], *, valid: bool) -> HttpResponse:
    """Keep the first screen for two hours, readable by the pages of paying only; `valid` says that it was accepted."""
    kept = {name: str(details.get(name) or "")[: LONGER.get(name, LONGEST)] for name in KEPT}
    return _set(response, {**kept, "valid": "yes"} if valid else kept)


def save_last(response: HttpResponse, number: str) -> HttpResponse:
    """Forget what was typed and keep only which purchase came of it, for whoever goes back."""
    return _set(response, {"last": number})


def _set(response: HttpResponse, value: Mapping[str, str]) -> HttpResponse:
    text = signing.dumps(value, salt="buying.draft", serializer=_Utf8Serializer, compress=True)
    response.set_cookie(
        COOKIE, text, max_age=HOURS_2, path=PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def load(request: HttpRequest) -> dict[str, str]:
    """Return what was kept, or an empty dict."""
    try:
        return dict(
            signing.loads(
                request.COOKIES.get(COOKIE, ""), salt="buying.draft", serializer=_Utf8Serializer, max_age=HOURS_2
            )
        )
    except signing.BadSignature:
        return {}


def seal(details: Mapping[str, str], lines: Sequence[Line], *, key: str, discount: int = 0, shipping: int = 0) -> str:
    """Return the offer as signed text for the second screen's form; `key` is the cart's, the same in every tab."""
    content = {
        "details": {name: details.get(name, "") for name in KEPT},
        "lines": [[line.variant_id, line.quantity, line.seen_price] for line in lines],
        "key": key,
        "discount": discount,
        "shipping": shipping,
    }
    return signing.dumps(content, salt="buying.offer", serializer=_Utf8Serializer, compress=True)


def unseal(text: str) -> Offer | None:
    """Return the offer, or None when it is not ours or older than a day."""
    try:
        content = signing.loads(text, salt="buying.offer", serializer=_Utf8Serializer, max_age=DAY)
    except signing.BadSignature:
        return None
    lines = [Line(*line) for line in content["lines"]]
    shown = content.get("discount", 0), content.get("shipping")
    return Offer(content["details"], lines, f"web:{content['key']}", *shown)
