"""What sellers are told about their money."""

from django.utils import translation
from django.utils.translation import gettext as _

from products.payouts.models import Payout
from rumah.core import outbox
from rumah.core.money import format_rupiah


def paid(payout: Payout) -> None:
    """Say that a payout is on the account."""
    business = payout.business
    channel, to = ("email", business.email) if business.email else ("whatsapp", business.phone)
    with translation.override("id"):
        facts = {"number": str(payout), "amount": format_rupiah(payout.amount), "bank": payout.bank}
        outbox.queue(
            channel=channel, to=to, subject=_("Pencairan %(number)s") % facts,
            body=_("Hasil penjualan %(amount)s sudah kami transfer ke rekening %(bank)s Anda.") % facts,
            dedupe_key=f"payout:{payout.pk}:paid",
        )  # fmt: skip
