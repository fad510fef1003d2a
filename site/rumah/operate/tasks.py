"""Background work of operating the house."""

from rumah.core.periodic import every
from rumah.operate import maintenance


@every(minutes=1)
def stay_closed() -> None:
    """Keep the house closed although the cache was emptied."""
    maintenance.copy_again()
