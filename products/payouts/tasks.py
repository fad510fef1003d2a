"""Background work of payouts."""

from products.payouts.batch import batch
from rumah.core.periodic import every


@every(hours=6)
def make_payouts() -> int:
    """Gather what is due."""
    return len(batch())
