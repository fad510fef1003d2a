"""What every way to pay must be able to do. Providers convert currencies and words inside; outside are rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from products.orders.models import Purchase
from products.payments.models import Attempt
from rumah.core.errors import Text, Unavailable

Status = Literal["open", "paid", "expired", "failed"]
RefundStatus = Literal["pending", "done", "failed"]


class Down(Unavailable):
    """The provider did not answer, or answered with what nobody can read. Nothing is known; ask again later."""


class Refused(Unavailable):
    """The provider understood and said no. Asking the same again will not help."""


class Forged(Exception):
    """A message that does not carry the provider's signature, or is too old or unreadable. It leaves no trace."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """What our own page shows to the payer: the text of a QR code, or an account to transfer to.

    `ends` is when the provider itself stops taking the payment, where it says so.
    """

    qr: str = ""
    bank: str = ""
    account: str = ""
    holder: str = ""
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """The provider's name for the attempt, and how the buyer pays: at `url`, or by `shown` on our own page."""

    reference: str
    url: str
    shown: Instructions = Instructions()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the provider says about an attempt right now.

    `amount` is what was received, in whole rupiah; None when nothing was, or when it is in another currency or has
    fractions. `said` repeats the provider's own figure for the person who looks into a difference.
    """

    status: Status
    amount: int | None = None
    payment_reference: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message whose signature is good. `attempt_id` is None when it is not about anything of this house."""

    event_id: str
    kind: str
    attempt_id: UUID | None
    reference: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Returned:
    """The provider's name for a refund, and whether the buyer has the money already."""

    reference: str
    done: bool


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Least and most rupiah of one payment; whether an open attempt can be closed before its time.

    `refund_days`: how long after the payment it gives money back (0: never, a person must); `can_partial_refund`:
    whether also less than all of it. `window_hours`: how long people need to pay this way, where that is longer than
    a purchase usually waits (0: it is not).
    """

    min_rupiah: int
    max_rupiah: int
    can_expire: bool
    refund_days: int = 0
    can_partial_refund: bool = False
    window_hours: int = 0


class Provider(Protocol):
    """One way to pay. No method may touch the database or be called inside a transaction, save `verify_webhook`.

    `house` names the address its messages come to (/webhook/<house>/), which several ways of one company share;
    `about` is one line that helps to choose.
    """

    code: str
    house: str
    label: Text
    about: Text

    def is_configured(self) -> bool:
        """Whether its secrets are set. Called for every list of ways to pay; may not call the network."""
        ...

    def capabilities(self) -> Capabilities:
        """Say what it can do. Called before it is offered; may not call the network."""
        ...

    def create(self, attempt: Attempt, purchase: Purchase) -> Created:
        """Open a payment. Called after the attempt's row is committed, perhaps twice for the same attempt.

        Must be idempotent on the attempt's id: the second call returns the first one's answer. May not change rows.
        Raises Down or Refused.
        """
        ...

    def fetch(self, attempt: Attempt) -> Fetched:
        """Ask how the attempt stands. Called by settle only, outside the lock; may change nothing on either side.

        Raises Down, or Refused when the provider does not know the reference.
        """
        ...

    def cancel(self, attempt: Attempt) -> None:
        """Close an open payment so that nobody can pay it any more. Called at the deadline, and beside another payment.

        Returns quietly when it is closed or paid already: the caller must settle afterwards to learn which.
        Raises Down.
        """
        ...

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Give `amount` of a paid attempt back, once for the same `key`. Called outside the lock, perhaps twice.

        Raises Down, or Refused when it will not: a person pays it back then.
        """
        ...

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Ask how a refund stands. Raises Down or Refused."""
        ...

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Check the signature and the age of a message and read it. Called first, before anything is stored.

        May not call the network, and may not believe what the message says about money. Raises Forged.
        """
        ...
