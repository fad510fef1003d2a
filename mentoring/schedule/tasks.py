"""Jobs by the clock."""

from mentoring.schedule.holidays import sync
from rumah.core import clock
from rumah.core.periodic import every


@every(hours=24)
def sync_holidays() -> int:
    """Bring this and the next year's holidays in line with the package, which learns of joint leave late."""
    year = clock.today().year
    return sync([year, year + 1])
