"""What of a shop waits for its owner, each with its number and the page where it is done."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from products.care.states import ComplaintState
from products.orders.states import Fulfilment
from products.stock.low import low_of
from rumah.businesses.models import Business

CAP = 99


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of thing to do; `count` as people read it (`99+`)."""

    label: str
    count: str
    url: str


def waiting_for(business: Business) -> list[Waiting]:
    """Return what waits, most urgent first and nothing that does not; four queries that stop counting at 100."""
    orders, complaints = business.orders.order_by(), business.complaints.order_by()
    at = {name: reverse(f"workspace:{name}", args=[business.slug]) for name in ("orders", "complaints", "low_stock")}
    rows: list[tuple[str, QuerySet, str]] = [  # type: ignore[type-arg]
        (_("Pesanan perlu diterima"), orders.filter(fulfilment=Fulfilment.TO_ACCEPT),
         f"{at['orders']}?status={Fulfilment.TO_ACCEPT}"),
        (_("Pesanan perlu dikirim"), orders.filter(fulfilment=Fulfilment.TO_SHIP),
         f"{at['orders']}?status={Fulfilment.TO_SHIP}"),
        (_("Keluhan menunggu jawaban Anda"), complaints.filter(state=ComplaintState.OPEN), at["complaints"]),
        (_("Stok menipis"), low_of(business).order_by(), at["low_stock"]),
    ]  # fmt: skip
    counted = ((label, found[: CAP + 1].count(), url) for label, found, url in rows)
    return [Waiting(label, f"{CAP}+" if count > CAP else str(count), url) for label, count, url in counted if count]
