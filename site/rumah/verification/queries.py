"""What is read of the queue. Every read is served by an index over what is open, or over the last 90 days."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import clock, keyset
from rumah.verification.models import Inspection
from rumah.verification.take import MAY

ORDER = ("promised_on", "id")
LOOK_BACK = timedelta(days=90)
ALL, MINE, FREE, LATE = "semua", "saya", "belum-diambil", "lewat"
MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """How many decisions of the last 90 days came in time."""

    decided: int
    in_time: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 99.6 is not all."""
        return self.in_time * 100 // self.decided if self.decided else 0


def waiting() -> QuerySet[Inspection]:
    """Return the open waits."""
    return Inspection.objects.filter(decided_at=None)


def overdue() -> QuerySet[Inspection]:
    """Return the open waits whose promised day has passed."""
    return waiting().filter(promised_on__lt=clock.today())


def queue(which: str, *, user: User, cursor: str = "", size: int = 24) -> keyset.Page[Inspection]:
    """Return a page of the queue by promised day, in one query. `which` is one of the filters; others mean all."""
    rows = waiting().select_related("business", "taken_by").defer("business__story")
    if which == MINE:
        rows = rows.filter(taken_by=user)
    elif which == FREE:
        rows = rows.filter(taken_by=None)
    elif which == LATE:
        rows = rows.filter(promised_on__lt=clock.today())
    return keyset.page(rows, order=ORDER, cursor=cursor, size=size)


def open_wait(business: Business) -> Inspection | None:
    """Return the open wait of a business with its holder."""
    return waiting().filter(business=business).select_related("taken_by").first()


def promised_to(business: Business) -> date | None:
    """Return the day until which its owner was promised an answer."""
    return waiting().filter(business=business).values_list("promised_on", flat=True).first()


def kept() -> Kept:
    """Count the decisions of the last 90 days, and those in time."""
    rows = Inspection.objects.filter(decided_at__gt=clock.now() - LOOK_BACK, was_kept__isnull=False)
    found = rows.aggregate(decided=Count("pk"), in_time=Count("pk", filter=Q(was_kept=True)))
    return Kept(found["decided"], found["in_time"])


def verifiers() -> list[User]:
    """Return who may decide, by name."""
    people = User.objects.with_perm(
        MAY, is_active=True, include_superusers=False, backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(people.order_by("name", "pk")[:MOST_PEOPLE])
