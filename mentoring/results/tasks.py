"""Background work of results. Every job is safe to run twice."""

from mentoring.results import measure, snapshot
from rumah.core.periodic import every


@every(minutes=5)
def take_snapshots() -> int:
    """Copy the photos of listings whose sessions were booked lately."""
    return snapshot.take_missing()


@every(hours=1)
def measure_results() -> int:
    """Count what has had its 28 days."""
    return measure.measure_due()
