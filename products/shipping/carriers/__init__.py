"""The carriers that are set up."""

from django.conf import settings

from products.shipping.carriers.base import Carrier
from products.shipping.carriers.biteship import Biteship


def carrier() -> Carrier | None:
    """Return the carrier, or None where no key is set: then nobody is offered one."""
    return Biteship() if settings.BITESHIP_API_KEY else None
