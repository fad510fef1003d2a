"""Remind owners of action items that are due tomorrow, once each."""

from datetime import timedelta

from django.db import transaction

from mentoring.journal import messages
from mentoring.journal.models import ActionItem
from rumah.core import clock

BATCH = 200
BEFORE = timedelta(days=1)
# What lay here for longer (a worker that stood still, an import) is shown as overdue; nobody is written to any more.
LATE = timedelta(days=7)


def remind_due() -> int:
    """Queue a reminder for every open item due by tomorrow that had none; return how many."""
    today = clock.today()
    due = ActionItem.objects.filter(
        done_at=None, reminded_at=None, due_on__lte=today + BEFORE, due_on__gte=today - LATE
    ).select_related("business", "session__booked_by")
    return sum(_remind(item) for item in due.order_by("due_on", "pk")[:BATCH])


def _remind(item: ActionItem) -> int:
    with transaction.atomic():
        # Repeated in the write: it may be done by now, or another worker may be quicker.
        mine = ActionItem.objects.filter(pk=item.pk, done_at=None, reminded_at=None)
        if not mine.update(reminded_at=clock.now()):
            return 0
        messages.remind(item)
    return 1
