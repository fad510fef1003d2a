"""Tell a seller what is running out: one message a day at most, and once for every dip of a variant."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from products.catalogue.models import Variant
from products.stock.level import MAX_PIECES, locked_shelf
from products.stock.models import StockLevel
from rumah.businesses.models import Business
from rumah.core import audit, clock, outbox
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked, locked_one

IS_LOW = Q(to_order=False, low_at__isnull=False, on_hand__lte=F("reserved") + F("low_at"))
BATCH = 200
LINES = 20


def set_low_at(*, variant: Variant, low_at: int | None, actor: Any) -> StockLevel:
    """Say from how many free pieces on the seller wants to be told; None for never. Raises DomainError (`low_at`)."""
    if low_at is not None and not 0 <= low_at <= MAX_PIECES:
        raise DomainError(Problem(_("Batas harus antara 0 dan 1.000.000."), "low_at"))
    with transaction.atomic():
        shelf = locked_shelf(variant)
        if shelf.low_at != low_at:
            audit.record("stock.low_at", variant, actor=actor, before=shelf.low_at, after=low_at)
            shelf.low_at, shelf.low_told_at = low_at, None
            shelf.save(update_fields=["low_at", "low_told_at"])
        return shelf


def low_of(business: Business) -> QuerySet[StockLevel]:
    """Return what is low at a seller's, in the order of names."""
    mine = StockLevel.objects.filter(IS_LOW, variant__is_active=True, variant__product__business=business)
    return mine.select_related("variant__product").order_by("variant__product__name", "pk")


def tell_low() -> int:
    """Tell every seller with a new dip; return how many were told. Safe to run at any time."""
    StockLevel.objects.filter(~IS_LOW, low_told_at__isnull=False).update(low_told_at=None)
    today = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    told = Business.objects.filter(pk__in=_businesses(low_told_at__gte=today))
    new = Business.objects.filter(pk__in=_businesses(IS_LOW, low_told_at=None, variant__is_active=True))
    return sum(_tell(business) for business in new.exclude(pk__in=told).order_by("pk")[:BATCH])


def _businesses(*conditions: Q, **more: Any) -> "QuerySet[StockLevel, Any]":
    return StockLevel.objects.filter(*conditions, **more).values("variant__product__business_id")


def _tell(business: Business) -> int:
    with transaction.atomic():
        # One worker at a time for one seller; the other finds nothing new.
        locked_one(Business.objects.filter(pk=business.pk))
        rows = locked(low_of(business).filter(low_told_at=None))
        if not rows:
            return 0
        now = clock.now()
        StockLevel.objects.filter(pk__in=[row.pk for row in rows]).update(low_told_at=now)
        with translation.override("id"):
            names = [f"- {_name(row)}: {row.free}" for row in rows[:LINES]]
            if len(rows) > LINES:
                names.append(_("dan %(count)d lainnya") % {"count": len(rows) - LINES})
            channel, to = ("email", business.email) if business.email else ("whatsapp", business.phone)
            outbox.queue(
                channel=channel, to=to, subject=_("Stok menipis"),
                body=_("Stok ini menipis:") + "\n" + "\n".join(names),
                dedupe_key=f"low-stock:{business.pk}:{clock.local(now):%Y-%m-%d}",
            )  # fmt: skip
        return 1


def _name(row: StockLevel) -> str:
    variant = row.variant
    return f"{variant.product.name}, {variant.name}" if variant.name else variant.product.name
