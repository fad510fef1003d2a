"""Bank transfer by hand: the buyer sends the money and shows a proof, staff look into the account and say yes or no.

There is no machine at the other end. Its books are the rows of TransferProof, so this provider alone reads the
database; it still changes nothing but its own attempt's end.
"""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.orders.models import Purchase
from products.payments.models import Attempt, TransferProof
from products.payments.providers.base import (
    Capabilities,
    Created,
    Fetched,
    Forged,
    Instructions,
    Notice,
    RefundStatus,
    Refused,
    Returned,
)
from rumah.core import clock
from rumah.core.errors import Text

MAX_RUPIAH = 999_999_999


class Transfer:
    """Money to the house's own account."""

    code = "transfer"
    house = ""
    label: Text = gettext_lazy("Transfer bank, diperiksa petugas")
    about: Text = gettext_lazy("Transfer ke rekening kami dan unggah buktinya; petugas memeriksa pada jam kerja.")

    def is_configured(self) -> bool:
        """Whether there is an account to transfer to."""
        return bool(settings.TRANSFER_BANK and settings.TRANSFER_ACCOUNT and settings.TRANSFER_HOLDER)

    def capabilities(self) -> Capabilities:
        """Limits of one transfer; the deadline is longer, because people do it by hand, and refunds are by hand too."""
        return Capabilities(
            settings.TRANSFER_MIN_RUPIAH, MAX_RUPIAH, can_expire=True, window_hours=settings.TRANSFER_WINDOW_HOURS
        )

    def create(self, attempt: Attempt, purchase: Purchase) -> Created:
        """Name the account (see the protocol)."""
        shown = Instructions(
            bank=settings.TRANSFER_BANK, account=settings.TRANSFER_ACCOUNT, holder=settings.TRANSFER_HOLDER
        )
        return Created(f"transfer-{attempt.pk}", "", shown)

    def fetch(self, attempt: Attempt) -> Fetched:
        """Say what staff said (see the protocol). It is over at its end, unless a proof waits to be looked at."""
        proofs = list(TransferProof.objects.filter(attempt=attempt).order_by("pk"))
        for proof in proofs:
            if proof.accepted:
                return Fetched("paid", proof.received, f"proof-{proof.pk}", f"IDR {proof.received}")
        waits = any(proof.accepted is None for proof in proofs)
        return Fetched("open" if waits or attempt.expires_at > clock.now() else "expired")

    def cancel(self, attempt: Attempt) -> None:
        """End it now (see the protocol). Money already on its way is found by its proof."""
        Attempt.objects.filter(pk=attempt.pk, expires_at__gt=clock.now()).update(expires_at=clock.now())

    def refund(self, attempt: Attempt, amount: int, key: str) -> Returned:
        """Leave it to a person."""
        raise Refused(_("Penyedia pembayaran tidak menerima pengembalian."))

    def fetch_refund(self, attempt: Attempt, reference: str) -> RefundStatus:
        """Leave it to a person."""
        return "failed"

    def verify_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Believe nobody: no machine sends messages about this."""
        raise Forged("no messages here")
