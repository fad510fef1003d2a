"""Background work of stock."""

from products.stock import low
from rumah.core.periodic import every


@every(hours=1)
def tell_low_stock() -> int:
    """Tell sellers what is running out."""
    return low.tell_low()
