"""Readiness by the clock: what is due is counted again, and businesses that are new come under the clock."""

import structlog
from django_tasks import task

from products.readiness.assess import assess
from products.readiness.models import Readiness
from products.readiness.queries import rubric_in_force
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.periodic import every

log = structlog.get_logger(__name__)
# 60 in five minutes is 17,000 a day, and takes a worker a second or two: a regency is round in a few weeks.
AT_ONCE = 60


@task()
def recount(business_id: int) -> None:
    """Count one business again: something was written that the rubric looks at."""
    business = Business.objects.filter(pk=business_id).first()
    if business is not None and rubric_in_force() is not None:
        assess(business=business)


@every(hours=1)
def enrol() -> int:
    """Bring businesses under the clock, newest first; return how many. Drafts too: their people and mentors ask."""
    now = clock.now()
    new = Business.objects.filter(readiness=None).order_by("-pk").values_list("pk", flat=True)
    rows = [Readiness(business_id=pk, due_at=now) for pk in new[: AT_ONCE * 12]]
    Readiness.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@every(minutes=5)
def assess_due() -> int:
    """Count what is due, longest waiting first; return how many. One that fails does not hold up the others."""
    if rubric_in_force() is None:
        return 0
    due = Readiness.objects.filter(due_at__lte=clock.now()).order_by("due_at").select_related("business")
    done = 0
    for row in due[:AT_ONCE]:
        try:
            assess(business=row.business)
            done += 1
        except DomainError:  # another holds the row: it is counting the same
            log.info("readiness_busy", business=row.pk)
    return done
