"""What the order page shows of the way to pay that was chosen: code, number or account, with its deadline."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from products.payments.models import Attempt, TransferProof
from products.payments.providers import known, provider
from products.shop.buying.truth import time_left
from rumah.core.errors import Text
from rumah.core.paper.code import qr_svg


@dataclass(frozen=True, slots=True)
class Live:
    """`left` is the time that this very code or number has, in words; `simulate` leads to the practice page."""

    attempt: Attempt
    label: Text
    until: datetime
    left: str
    code: str = ""
    proof: TransferProof | None = None
    simulate: str = ""

    @property
    def is_transfer(self) -> bool:
        """Whether a person looks for the money."""
        return self.attempt.provider == "transfer"

    @property
    def is_checked(self) -> bool:
        """Whether a proof waits to be looked at."""
        return self.proof is not None and self.proof.accepted is None


def live_way(attempt: Attempt | None, page: str) -> Live | None:
    """Return what to show of a live attempt; None where it is paid elsewhere or can no longer be paid.

    `page` is where the practice page leads back to.
    """
    if attempt is None or not known(attempt.provider) or not (attempt.qr or attempt.account):
        return None
    transfer = attempt.provider == "transfer"
    proof = attempt.proofs.order_by("-pk").first() if transfer else None
    left = time_left(attempt.expires_at)
    if not left:
        return None
    code = qr_svg(attempt.qr, label=_("Kode QRIS untuk dipindai"), css="qr") if attempt.qr else ""
    practice = f"/simulasi/tagihan/{attempt.reference}/?{urlencode({'kembali': page})}"
    practice = practice if settings.SIMULATOR and not transfer else ""
    return Live(attempt, provider(attempt.provider).label, attempt.expires_at, left, code, proof, practice)
