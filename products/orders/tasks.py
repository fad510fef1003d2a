"""Background work of orders. Every job is safe to run twice and at once."""

from products.orders import remind
from rumah.core.periodic import every


@every(minutes=10)
def remind_sellers() -> int:
    """Remind sellers of what they have not accepted."""
    return remind.remind_due()
