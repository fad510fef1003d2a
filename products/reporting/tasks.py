"""Background work of reports. Every task may run twice."""

from products.reporting import forget
from rumah.core.periodic import every


@every(hours=24)
def forget_contacts() -> int:
    """Forget the contacts of old reports."""
    return forget.forget_contacts()
