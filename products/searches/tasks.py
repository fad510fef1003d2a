"""Background work of kept searches."""

from products.searches import tell
from rumah.core.periodic import every


# Everybody has a week of their own, so each run finds a few; what is above the batch waits ten minutes.
@every(minutes=10)
def tell_what_is_new() -> int:
    """Tell those whose week is over what is new in their searches."""
    return tell.tell_due()
