"""Background work of the figures. Every job is safe to run twice."""

from rumah.core.periodic import every
from rumah.figures import catch_up as counting
from rumah.figures import issue


@every(hours=1)
def count_days() -> int:
    """Count yesterday once it is over, what came in late, and a part of what was never counted."""
    return counting.catch_up()


@every(hours=1)
def issue_monthly_report() -> bool:
    """Issue last month's report on the first working day, and send it to who reads it."""
    return issue.issue_when_due()
