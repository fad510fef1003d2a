"""Reading short links."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum

from products.campaigns.models import Campaign, CampaignDay
from rumah.businesses.models import Business
from rumah.core import clock, keyset

RECENT = 30


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads now; an empty path means nowhere."""

    campaign: Campaign
    path: str
    is_counted: bool


def target_of(code: str) -> Target | None:
    """Return where a code leads, or None for a code we never gave. One query."""
    row = Campaign.objects.filter(code=code).select_related("business", "product").first()
    if row is None:
        return None
    business = row.business.get_absolute_url() if row.business.is_public else ""
    if not row.is_active:
        return Target(row, business, is_counted=False)
    if row.product is not None and row.product.is_listed:
        return Target(row, row.product.get_absolute_url(), is_counted=True)
    return Target(row, business, is_counted=bool(business))


def page_of(business: Business, *, cursor: str = "") -> keyset.Page[Campaign]:
    """Return a page of the links, newest first, each with `visits` and `recent` (the last 30 days). Two queries."""
    rows = Campaign.objects.filter(business=business).select_related("product")
    page = keyset.page(rows, order=("-created_at", "-id"), cursor=cursor)
    sums = _sums([row.pk for row in page.rows], clock.today() - timedelta(days=RECENT - 1))
    for row in page.rows:
        row.visits, row.recent = sums.get(row.pk, (0, 0))  # type: ignore[attr-defined]
    return page


def _sums(pks: list[int], since: date) -> dict[int, tuple[int, int]]:
    rows = CampaignDay.objects.filter(campaign__in=pks).order_by().values("campaign")
    sums = rows.annotate(all=Sum("visits"), recent=Sum("visits", filter=Q(day__gte=since), default=0))
    return {row["campaign"]: (row["all"], row["recent"]) for row in sums}
