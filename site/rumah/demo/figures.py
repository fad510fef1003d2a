"""The lounge's numbers over the 13 months of the demo, and last month's report."""

from datetime import timedelta

from rumah.businesses.models import Business
from rumah.core import clock
from rumah.demo.standing import DAYS
from rumah.figures.issue import issue
from rumah.figures.roll import first_day, roll_range

# A demo this large counts its last months only: the rest comes with the worker.
LARGE, MONTHS = 5_000, 70


def count() -> None:
    """Roll up every day up to yesterday and issue the report of the month before."""
    first, today = first_day(), clock.today()
    if first is None:
        return
    is_large = Business.objects.all()[LARGE : LARGE + 1].exists()
    first = max(first, today - timedelta(days=MONTHS if is_large else DAYS))
    roll_range(first, today, step=50)
    last_month = today.replace(day=1) - timedelta(days=1)
    if first <= last_month:
        issue(on=last_month, actor=None)
