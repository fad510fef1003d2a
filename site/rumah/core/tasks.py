"""The outbox leaves every few seconds."""

from rumah.core import outbox
from rumah.core.periodic import every


@every(seconds=2)
def deliver_messages() -> int:
    """Deliver what waits in the outbox."""
    return outbox.deliver_due()
