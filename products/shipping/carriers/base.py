"""What we ask of whoever books couriers for us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from products.orders.quotes import Item, Rate
from products.orders.shipment_models import Tracking
from rumah.core.errors import DomainError, Unavailable

__all__ = ["Booking", "Carrier", "Down", "Item", "Party", "Rate", "Refused"]


class Down(Unavailable):
    """The carrier does not answer, or answers nonsense; what was asked may have happened there."""


class Refused(DomainError):
    """The carrier says no."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who hands over or takes in a parcel."""

    name: str
    phone: str
    address: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A parcel as the carrier knows it. `tracking` is empty for a word of theirs that we do not know.

    `reference` is our name for it, `link` the courier's own page about it, `rupiah` what it costs the house, nothing
    when it was called off before it was fetched; empty or None where the carrier does not say.
    """

    id: str
    waybill: str
    tracking: Tracking | None
    reference: str = ""
    link: str = ""
    rupiah: int | None = None


class Carrier(Protocol):
    """One who books couriers."""

    code: str

    def rates(self, *, origin: str, destination: str, items: Sequence[Item]) -> list[Rate]:
        """Return what there is from one postal code to another. Raises Down or Refused."""

    def book(
        self, *, reference: str, sender: Party, receiver: Party, courier: str, service: str, items: Sequence[Item]
    ) -> Booking:
        """Book a parcel; `reference` names it there. Not safe to repeat. Raises Down or Refused."""

    def fetch(self, booking_id: str) -> Booking:
        """Return where a booked parcel is. Raises Down or Refused."""

    def told(self, headers: Mapping[str, str], body: bytes) -> str | None:
        """Return the booking a message is about, or None for one that is not from the carrier or about none."""
