"""Background work of shipping. Every job is safe to run twice and at once."""

from products.shipping import cost, rates
from products.shipping.carriers import carrier
from products.shipping.track import track_old
from rumah.core.periodic import every


@every(hours=6)
def forget_quotes() -> int:
    """Forget couriers' rates that nobody may use any more."""
    return rates.forget_expired()


@every(minutes=10)
def note_courier_costs() -> int:
    """Bring into the books what couriers cost, where it was cut off."""
    return cost.note_costs()


@every(hours=1)
def ask_after_parcels() -> int:
    """Ask once more about parcels, for a price that changed without a word."""
    chosen = carrier()
    return track_old(carrier=chosen) if chosen else 0
