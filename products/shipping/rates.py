"""Couriers' own rates beside the zone fees: offered where they are set up, and absent when they are not."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.cache import cache

from products.orders import quotes
from products.orders.models import CourierQuote
from products.orders.quotes import Question, Rate
from products.shipping.carriers import carrier
from products.shipping.carriers.base import Carrier, Refused
from rumah.core import clock
from rumah.core.errors import DomainError

log = structlog.get_logger(__name__)
MOST = 8
# A price that is shown holds this long; one about to run out is asked for anew, so that nobody is surprised at the end.
HOLDS, SPARE = timedelta(minutes=60), timedelta(minutes=20)
# That no courier goes there is asked again sooner.
NOBODY_HOLDS = SPARE + timedelta(minutes=5)
# After silence nobody is kept waiting for the same silence again.
SILENT, SILENT_SECONDS = "shipping:silent", 30
# Carts have few sellers; the rest waits for its turn within the same limit.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Quoted:
    """Rates by the question's key; `is_silent` says that some question got no answer."""

    rates: dict[str, list[Rate]]
    is_silent: bool = False


def quote(questions: Sequence[Question]) -> Quoted:
    """Return what couriers ask for these parcels, cheapest first and eight at most each, and keep it for placing.

    Takes one query where all is known, else one more to keep what was asked for; the carrier is asked about all
    parcels at once, outside every transaction, and RATES_PATIENCE_SECONDS long at most. Never raises: without a
    carrier, or when it is down, slow, says no or answers nonsense, the zone fee remains.
    """
    chosen = carrier()
    asked = {one.key: one for one in questions}
    if chosen is None or not asked:
        return Quoted({})
    known = quotes.answers(list(asked), spare=SPARE)
    missing = [one for key, one in asked.items() if key not in known]
    if not missing:
        return Quoted(known)
    if cache.get(SILENT):
        return Quoted(known, is_silent=True)
    told = _ask(chosen, missing)
    if told:
        _keep(told)
    if len(told) < len(missing):
        cache.set(SILENT, True, SILENT_SECONDS)
    fresh = {one.key: rates for one, rates in told}
    return Quoted({**known, **fresh}, is_silent=len(told) < len(missing))


def _ask(chosen: Carrier, missing: Sequence[Question]) -> list[tuple[Question, list[Rate]]]:
    """Ask about every parcel side by side; what has not come in time is left out. The threads touch no database."""
    pool = ThreadPoolExecutor(min(AT_ONCE, len(missing)), thread_name_prefix="rates")
    asked = {pool.submit(copy_context().run, _rates, chosen, one): one for one in missing}
    done, late = wait(asked, timeout=settings.RATES_PATIENCE_SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    if late:
        log.warning("rates_late", carrier=chosen.code, parcels=len(late))
    return [(asked[one], rates) for one in done if (rates := one.result()) is not None]


def _rates(chosen: Carrier, one: Question) -> list[Rate] | None:
    """Return the rates, none where the carrier says no, None where it is silent."""
    try:
        return chosen.rates(origin=one.origin, destination=one.destination, items=one.items)[:MOST]
    except DomainError as error:
        log.warning("rates_absent", carrier=chosen.code, error=type(error).__name__, why=str(error.__cause__ or error))
        return [] if isinstance(error, Refused) else None


def _keep(told: Sequence[tuple[Question, list[Rate]]]) -> None:
    now = clock.now()
    rows = [
        CourierQuote(
            key=one.key, origin=one.origin, destination=one.destination, rates=quotes.written(rates), quoted_at=now,
            expires_at=now + (HOLDS if rates else NOBODY_HOLDS),
        )
        for one, rates in sorted(told, key=lambda pair: pair[0].key)
    ]  # fmt: skip
    CourierQuote.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["rates", "quoted_at", "expires_at"]
    )


def forget_expired() -> int:
    """Delete the answers that ran out a day ago; return how many."""
    return CourierQuote.objects.filter(expires_at__lt=clock.now() - timedelta(days=1)).delete()[0]
