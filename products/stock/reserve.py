"""Hold pieces for a purchase: the guard against selling the last piece twice."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from products.stock.availability import refresh_in_stock_of
from products.stock.models import Reservation, StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict, Problem


def reserve(*, quantities: Mapping[int, int], reference: str) -> None:
    """Hold `quantities` (variant id → pieces, each above 0) for `reference`, all of them or none.

    One conditional UPDATE a variant, in primary-key order so that two carts in opposite order cannot deadlock; the
    CHECK on the table stands behind it. Raises Conflict with one Problem per short variant; its `field` is the
    variant's id and its `code` is `short`.
    """
    with transaction.atomic():
        short = [variant for variant in sorted(quantities) if not _take(variant, quantities[variant])]
        if short:
            raise Conflict(*_problems(short))
        now = clock.now()
        Reservation.objects.bulk_create(
            Reservation(stock_id=variant, reference=reference, quantity=quantities[variant], created_at=now)
            for variant in sorted(quantities)
        )
        refresh_in_stock_of(quantities.keys())


def _take(variant: int, quantity: int) -> bool:
    free = StockLevel.objects.filter(pk=variant, on_hand__gte=F("reserved") + quantity)
    return bool(free.update(reserved=F("reserved") + quantity))


def _problems(short: list[int]) -> list[Problem]:
    left = {row.pk: row.free for row in StockLevel.objects.filter(pk__in=short)}
    problems = []
    for variant in short:
        free = left.get(variant, 0)
        message = _("Stok tinggal %(free)d.") % {"free": free} if free else _("Stok habis.")
        problems.append(Problem(message, str(variant), "short"))
    return problems
