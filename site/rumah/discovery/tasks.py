"""The feeds of the whole catalogue are written anew every few hours."""

from rumah.core.periodic import every
from rumah.discovery import shop_feed_files


@every(hours=3)
def write_shop_feeds() -> None:
    """Write what Google and Facebook fetch."""
    shop_feed_files.write()
