"""Background work of shipping. Every job is safe to run twice and at once."""

from products.shipping import rates
from rumah.core.periodic import every


@every(hours=6)
def forget_quotes() -> int:
    """Forget couriers' rates that nobody may use any more."""
    return rates.forget_expired()
