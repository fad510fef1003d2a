"""Jobs by the clock."""

from rumah.core.periodic import every
from rumah.places import counting


@every(minutes=5)
def recount_districts() -> int:
    """Bring the numbers on the map up to date."""
    return counting.recount()
