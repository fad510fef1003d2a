"""Count a business and keep what came out, once and in order."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.readiness import messages
from products.readiness.count import Counted, count
from products.readiness.grace import Figure, next_figure
from products.readiness.models import Assessment, Readiness, Rubric
from products.readiness.queries import newest as newest_of
from products.readiness.queries import rubric_in_force
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import Unavailable
from rumah.core.locking import locked_one

AGAIN = timedelta(days=7)
DATA = ("rubric_id", "score", "shown", "falls_to", "falls_on", "results", "lost")


def assess(*, business: Business, actor: Any = None) -> Assessment:
    """Count the business by the rubric in force and return its newest assessment.

    A row is written only where something differs, so twice is once. A figure that would fall is announced to the
    owner and kept for 30 days (`grace`). Raises Unavailable before the first version is in force.
    """
    rubric = rubric_in_force()
    if rubric is None:
        raise Unavailable(_("Rubrik naik kelas belum tersedia. Coba lagi nanti."))
    with transaction.atomic():
        now = clock.now()
        Readiness.objects.get_or_create(business=business, defaults={"due_at": now})
        row = locked_one(Readiness.objects.filter(pk=business.pk))
        # Not joined to the lock: whoever waited for it would be given the row as it was before.
        newest = newest_of(business)
        made = _next(newest, business, rubric, count(business=business, rubric=rubric))
        if newest is None or any(getattr(made, name) != getattr(newest, name) for name in DATA):
            made.save()
            _tell(newest, made, actor)
            newest = row.newest = made
        row.checked_at, row.due_at = now, _due(newest, now)
        row.save(update_fields=["newest", "checked_at", "due_at"])
    return newest


def _next(before: Assessment | None, business: Business, rubric: Rubric, made: Counted) -> Assessment:
    known = Figure(before.shown, before.falls_to, before.falls_on) if before else None
    figure = next_figure(known, made.score, clock.today())
    return Assessment(
        business=business, rubric=rubric, at=clock.now(), score=made.score, shown=figure.shown,
        level=rubric.level_of(figure.shown), falls_to=figure.falls_to, falls_on=figure.falls_on,
        results=made.results, lost=_lost(before, made) if figure.falls_on else [],
    )  # fmt: skip


def _lost(before: Assessment | None, made: Counted) -> list[str]:
    """Return the codes that made it fall: those that gave more last time, and those of before that still do not."""
    if before is None:
        return []
    fewer = {code for code, row in made.results.items() if row["points"] < before.result_of(code)["points"]}
    still = {
        code for code in before.lost if code in made.results and made.results[code]["points"] <=
        before.result_of(code)["points"]
    }  # fmt: skip
    return sorted(fewer | still)


def _due(newest: Assessment, now: datetime) -> datetime:
    """Return when to look again: in a week, or when an announced fall comes, by the clock of WIB."""
    if newest.falls_on is None:
        return now + AGAIN
    return min(now + AGAIN, datetime.combine(newest.falls_on, time.min, clock.ZONES["WIB"]))


def _tell(before: Assessment | None, made: Assessment, actor: Any) -> None:
    audit.record(
        "readiness.assess", made, actor=actor, score=made.score, shown=made.shown, level=made.level,
        before=before.shown if before else None, falls_to=made.falls_to, version=made.rubric.version,
    )  # fmt: skip
    if made.falls_on and (before is None or before.falls_on != made.falls_on):
        messages.will_fall(made)
    if before and made.shown < before.shown:
        messages.fell(before, made)
    elif before and made.level != before.level:
        messages.rose(made)
