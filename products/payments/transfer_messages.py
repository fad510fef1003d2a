"""What buyers are told about their proof of transfer; written with the change, sent by the worker."""

from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.links import purchase_url
from products.orders.models import Purchase
from products.payments.transfer_models import TransferProof
from rumah.core import outbox


def rejected(purchase: Purchase, proof: TransferProof) -> None:
    """Say why the proof was not taken, and where to send another."""
    with translation.override(purchase.language):
        facts = {"number": purchase.number, "reason": proof.reason}
        text = _("Bukti transfer untuk %(number)s belum dapat kami terima: %(reason)s") % facts
        channel, to = ("email", purchase.buyer_email) if purchase.buyer_email else ("whatsapp", purchase.buyer_phone)
        outbox.queue(
            channel=channel, to=to, subject=_("Bukti transfer %(number)s") % facts,
            body=f"{text}\n\n{purchase_url(purchase)}", dedupe_key=f"proof:{proof.pk}:rejected",
        )  # fmt: skip
