"""Contacts of reporters are kept no longer than a question about the answer may come."""

from datetime import timedelta

from products.reporting.models import ProductReport
from rumah.core import clock

KEPT = timedelta(days=30)


def forget_contacts() -> int:
    """Empty the contacts of reports that were decided more than 30 days ago; return how many."""
    old = ProductReport.objects.filter(decided_at__lt=clock.now() - KEPT).exclude(contact="")
    return old.update(contact="", channel="")
