"""Reading results. Every query starts from the person; a stranger finds nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from mentoring.results import figures
from mentoring.results.figures import Sums
from mentoring.results.models import Deliverable, Figure, Outcome, Piece, Publication, Remark, Version
from mentoring.results.states import FOR_OWNER, ResultState, Side, Whose
from mentoring.services.models import Mentor, Service
from rumah.accounts.models import User
from rumah.core import keyset

JOINED = ("session__service", "business", "product", "mentor__user")
ORDER = ("-changed_at", "-id")
WAITING_CAP = 20


def results_for(user: User) -> QuerySet[Deliverable]:
    """Return the results of the businesses the person speaks for, their own work as a mentor left out."""
    rows = Deliverable.objects.filter(business__memberships__user=user).exclude(mentor__user=user)
    return rows.select_related(*JOINED)


def waiting_for(user: User) -> list[Deliverable]:
    """Return those that wait for the owner, longest waiting first, at most twenty. One query."""
    return list(results_for(user).filter(state__in=FOR_OWNER).order_by("changed_at", "pk")[:WAITING_CAP])


def page_for(user: User, *, cursor: str = "", size: int = 24) -> keyset.Page[Deliverable]:
    """Return a page of all others, latest first. One query."""
    return keyset.page(results_for(user).exclude(state__in=FOR_OWNER), order=ORDER, cursor=cursor, size=size)


def results_of(mentor: Mentor) -> QuerySet[Deliverable]:
    """Return what the mentor handed in."""
    return mentor.deliverables.select_related(*JOINED)


def page_of(mentor: Mentor, *, cursor: str = "", size: int = 24) -> keyset.Page[Deliverable]:
    """Return a page of it, latest first. One query."""
    return keyset.page(results_of(mentor), order=ORDER, cursor=cursor, size=size)


def with_versions(rows: QuerySet[Deliverable], pk: UUID) -> Deliverable | None:
    """Return one of `rows` with its versions, pieces and remarks. Five queries at most."""
    versions = Version.objects.order_by("number").prefetch_related(
        Prefetch("pieces", Piece.objects.order_by("position", "pk")),
        Prefetch("remarks", Remark.objects.select_related("author").order_by("pk")),
    )
    return rows.filter(pk=pk).prefetch_related(Prefetch("versions", versions)).first()


def piece_of(rows: QuerySet[Deliverable], pk: UUID, piece: int) -> Piece | None:
    """Return a file of one of `rows`. One query."""
    return Piece.objects.filter(version__deliverable__in=rows.filter(pk=pk).values("pk"), pk=piece).first()


@dataclass(frozen=True, slots=True)
class Measured:
    """The sides of one measurement, or of all of a service's."""

    before: Sums
    after: Sums
    peers_before: Sums
    peers_after: Sums

    @property
    def is_enough(self) -> bool:
        """Whether both sides of the product have views enough."""
        return figures.is_enough(self.before, self.after)

    @property
    def difference(self) -> int | None:
        """How much further the rate moved than that of the peers, in orders per 10,000 views."""
        return figures.difference(self.before, self.after, self.peers_before, self.peers_after)


def measured(publication: Publication) -> Measured | None:
    """Return the counts of a publication, or None before they are there. One query."""
    found = {
        (row.whose, row.side): Sums(row.days, row.views, row.cart_adds, row.orders, row.revenue)
        for row in Figure.objects.filter(measurement=publication.pk)
    }
    return _measured(found) if found else None


def _measured(found: dict[tuple[str, str], Sums]) -> Measured:
    return Measured(
        found[Whose.OWN, Side.BEFORE], found[Whose.OWN, Side.AFTER], found[Whose.PEERS, Side.BEFORE],
        found[Whose.PEERS, Side.AFTER],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pooled:
    """One service over all its results: how many in which state, their counts together, and what owners said."""

    service: Service
    handed_in: int
    live: int
    measured: int
    counts: Measured | None
    affirmed: int
    sales_before: int
    sales_now: int
    workers_before: int
    workers_now: int


def pooled() -> list[Pooled]:
    """Return the figures of every service, pooled. Four queries, whatever the number of results."""
    tallies = {
        row["session__service"]: row
        for row in Deliverable.objects.order_by()
        .values("session__service")
        .annotate(handed_in=Count("pk"), live=Count("pk", filter=Q(state=ResultState.LIVE)))
    }
    path = "measurement__publication__deliverable__session__service"
    sides: dict[int, dict[tuple[str, str], Sums]] = defaultdict(dict)
    counted: dict[int, int] = {}
    for row in Figure.objects.filter(measurement__publication__reverted_at=None).order_by().values(
        path, "whose", "side"
    ).annotate(
        n=Count("measurement"), days=Sum("days"), views=Sum("views"), carts=Sum("cart_adds"), orders_=Sum("orders"),
        rupiah=Sum("revenue"),
    ):  # fmt: skip
        one = Sums(row["days"], row["views"], row["carts"], row["orders_"], row["rupiah"])
        sides[row[path]][row["whose"], row["side"]] = one
        counted[row[path]] = row["n"]
    said = {
        row["deliverable__session__service"]: row
        for row in Outcome.objects.order_by()
        .values("deliverable__session__service")
        .annotate(
            n=Count("pk"), sb=Sum("sales_before"), sn=Sum("sales_now"), wb=Sum("workers_before"), wn=Sum("workers_now")
        )
    }
    services = Service.objects.filter(pk__in=tallies).order_by("position", "name")
    return [_pool(service, tallies[service.pk], sides, counted, said.get(service.pk, {})) for service in services]


def _pool(
    service: Service, tally: Mapping[str, Any], sides: dict[int, dict[tuple[str, str], Sums]], counted: dict[int, int],
    said: Mapping[str, Any],
) -> Pooled:  # fmt: skip
    return Pooled(
        service=service, handed_in=tally["handed_in"], live=tally["live"], measured=counted.get(service.pk, 0),
        counts=_measured(sides[service.pk]) if service.pk in counted else None, affirmed=said.get("n", 0),
        sales_before=said.get("sb", 0), sales_now=said.get("sn", 0), workers_before=said.get("wb", 0),
        workers_now=said.get("wn", 0),
    )  # fmt: skip
