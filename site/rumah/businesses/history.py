"""Who did what for a business: its part of the trail, newest first."""

from dataclasses import dataclass

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core import keyset
from rumah.core.models import AuditEntry

PEOPLE = ("businesses.member_left", "businesses.member_removed")
MOST_FORMER = 200


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of entries; `names` are those of people who speak or spoke for the business, by their id."""

    page: keyset.Page[AuditEntry]
    names: dict[int, str]


def trail(business: Business, *, cursor: str = "", size: int = 30) -> Trail:
    """Return the page after `cursor`. Four queries.

    Others than the business's own people are not named: buyers and staff have done their work for the house.
    """
    rows = AuditEntry.objects.filter(business_id=business.pk).select_related("actor")
    page = keyset.page(rows, order=("-id",), cursor=cursor, size=size)
    mine = set(business.memberships.values_list("user_id", flat=True))
    left = AuditEntry.objects.filter(
        target_type=Business._meta.label_lower, target_id=str(business.pk), verb__in=PEOPLE
    ).order_by("-id")  # fmt: skip
    mine |= {row["user"] for row in left.values_list("data", flat=True)[:MOST_FORMER] if "user" in row}
    return Trail(page, dict(User.objects.filter(pk__in=mine).values_list("pk", "name")))
