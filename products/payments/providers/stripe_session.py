"""What a Checkout Session is asked for. Everything comes from committed rows, so that a repeated call asks the same."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.links import purchase_url
from products.orders.models import OrderLine, Purchase
from products.payments.models import Attempt
from rumah.core.prepared import Prepared

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItem

CURRENCY = "idr"
# Minor units of a rupiah at Stripe.
MINOR = 100
# Stripe takes 30 minutes to 24 hours from its own clock; a minute of slack on both sides.
SHORTEST = timedelta(minutes=31)
LONGEST = timedelta(hours=23, minutes=59)
MAX_LINES = 100
LINES = Prepared(lambda purchase: OrderLine.objects.filter(order__purchase=purchase).order_by("order_id", "pk"))


def session_params(attempt: Attempt, purchase: Purchase) -> "SessionCreateParams":
    """Return the parameters of a session for this attempt; addresses and the page are in the buyer's language."""
    page = purchase_url(purchase)
    return {
        "mode": "payment",
        "client_reference_id": str(attempt.pk),
        # `site` keeps apart two houses (a test copy, say) that share one account.
        "metadata": {"site": settings.BASE_URL, "attempt": str(attempt.pk), "purchase": purchase.number},
        "line_items": _lines(purchase),
        "expires_at": int(session_end(attempt).timestamp()),
        "success_url": f"{page}&kembali=1",
        "cancel_url": page,
        "locale": "en" if purchase.language == "en" else "id",
    }


def session_end(attempt: Attempt) -> datetime:
    """Return when Stripe closes the session by itself.

    Our own deadline may be sooner than Stripe allows: then the job at the deadline expires the session by API.
    """
    shortest, longest = attempt.created_at + SHORTEST, attempt.created_at + LONGEST
    return min(max(attempt.expires_at, shortest), longest)


def _lines(purchase: Purchase) -> list["SessionCreateParamsLineItem"]:
    rows = LINES(purchase=purchase.pk)
    with translation.override(purchase.language):
        if len(rows) >= MAX_LINES:
            return [_line(_("Pembelian %(number)s") % {"number": purchase.number}, purchase.total, 1)]
        lines = [_line(_name(row), row.unit_price, row.quantity) for row in rows]
        if purchase.shipping_total:
            lines.append(_line(_("Ongkos kirim"), purchase.shipping_total, 1))
        return lines


def _name(row: OrderLine) -> str:
    return f"{row.product_name} ({row.variant_name})" if row.variant_name else row.product_name


def _line(name: str, rupiah: int, quantity: int) -> "SessionCreateParamsLineItem":
    return {
        "price_data": {"currency": CURRENCY, "unit_amount": rupiah * MINOR, "product_data": {"name": name}},
        "quantity": quantity,
    }
