"""Readiness by the clock: what is due is counted again, and businesses that are new come under the clock."""

from datetime import timedelta

import structlog
from django.db import transaction
from django_tasks import task

from products.catalogue.changes import changed, take
from products.catalogue.photos.judge import unjudged
from products.catalogue.tasks import judge_photos
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
# A shelf is counted when it has been quiet for so long: an owner who changes ten products is counted once.
QUIET = timedelta(seconds=45)
JUDGED_AT_ONCE = 20


@task()
def recount(business_id: int) -> None:
    """Count one business again: something was written that the rubric looks at."""
    business = Business.objects.filter(pk=business_id).first()
    if business is None or rubric_in_force() is None:
        return
    assess(business=business)
    # Photos from before the check, or before its newest version; judged, they are a change of the shelf.
    for product_id in unjudged(business.products.filter(is_listed=True), most=JUDGED_AT_ONCE):
        judge_photos.enqueue(product_id)


@every(minutes=1)
def recount_changed() -> int:
    """Queue a count of the shops whose listing, photos or labels were changed; return how many."""
    before, queued = clock.now() - QUIET, 0
    for business_id in changed(before=before, most=AT_ONCE):
        try:
            with transaction.atomic():
                if take(business_id, before=before):
                    recount.enqueue(business_id)
                    queued += 1
        except DomainError:  # it is being changed at this moment: the next turn sees it
            log.info("shelf_busy", business=business_id)
    return queued


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
