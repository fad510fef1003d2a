"""Background work of favourites. The shelf itself is asked, so no room that fills it needs to know of us."""

from products.favourites.notices import tell
from rumah.core.periodic import every


@every(minutes=1)
def tell_what_is_back() -> int:
    """Send the notices for what is back on the shelf."""
    return tell.tell_all()
