"""Hold pieces for a purchase: the guard against selling the last piece twice."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from products.stock.availability import refresh_in_stock_of
from products.stock.models import Reservation, StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict, Problem


def reserve(*, quantities: Mapping[int, int], reference: str) -> None:
    """Hold `quantities` (variant id → pieces, each above 0) for `reference`, all of them or none.

    One conditional UPDATE a variant, in primary-key order so that two carts in opposite order cannot deadlock; the
    CHECK on the table stands behind it. Raises Conflict with one Problem per short variant; its `field` is the
    variant's id and its `code` is `short`. Asked again for what it holds already it does nothing; for other pieces of
    a variant that it holds or has sold it raises Conflict with the code `held`.
    """
    try:
        _hold(quantities, reference)
    except (Conflict, IntegrityError) as error:
        # Looked up only now, so that a first hold pays nothing for it. What `_hold` took went back with its savepoint;
        # a second call may also find the shelf short because the first has taken the last pieces.
        live = _live(quantities, reference)
        if not live:
            raise
        if not _the_same(live, quantities):
            raise Conflict(Problem(_("Stok untuk pembelian ini sudah ditahan."), code="held")) from error


def _hold(quantities: Mapping[int, int], reference: str) -> None:
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


def _live(quantities: Mapping[int, int], reference: str) -> list[Reservation]:
    """Return what `reference` holds or has bought, if any of it is of these variants."""
    live = list(
        Reservation.objects.filter(reference=reference, state__in=[Reservation.State.HELD, Reservation.State.COMMITTED])
    )
    return live if any(row.stock_id in quantities for row in live) else []


def _the_same(live: list[Reservation], quantities: Mapping[int, int]) -> bool:
    held = {row.stock_id: row.quantity for row in live if row.state == Reservation.State.HELD}
    return len(held) == len(live) and held == dict(quantities)


def _take(variant: int, quantity: int) -> bool:
    free = StockLevel.objects.filter(Q(on_hand__gte=F("reserved") + quantity) | Q(to_order=True), pk=variant)
    return bool(free.update(reserved=F("reserved") + quantity))


def _problems(short: list[int]) -> list[Problem]:
    left = {row.pk: row.free for row in StockLevel.objects.filter(pk__in=short)}
    problems = []
    for variant in short:
        free = left.get(variant, 0)
        message = _("Stok tinggal %(free)d.") % {"free": free} if free else _("Stok habis.")
        problems.append(Problem(message, str(variant), "short"))
    return problems
