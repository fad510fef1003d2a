"""What buyers are told about money on its way back; written with the change, sent by the worker."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from products.orders.links import purchase_url
from products.payments.refund_models import Refund
from rumah.core import outbox
from rumah.core.money import format_rupiah


def made(refund: Refund) -> None:
    """Say that money goes back, and why."""
    _tell(refund, "made", gettext_noop("Dana %(amount)s untuk %(number)s dikembalikan kepada Anda: %(reason)s."))


def needs_account(refund: Refund) -> None:
    """Ask for a bank account: the way it was paid takes no money back."""
    text = gettext_noop(
        "Dana %(amount)s untuk %(number)s kami transfer ke rekening Anda. Tulis rekeningnya di halaman ini:"
    )
    _tell(refund, "account", text)


def done(refund: Refund) -> None:
    """Say that it left."""
    _tell(refund, "done", gettext_noop("Dana %(amount)s untuk %(number)s sudah kami kirim kembali."))


def covered(refund: Refund) -> None:
    """Say that nothing is sent, because the bank or the provider took the payment back."""
    text = gettext_noop(
        "Pembayaran %(number)s sudah ditarik kembali oleh bank Anda, jadi %(amount)s tidak kami kirim lagi."
    )
    _tell(refund, "covered", text)


def _tell(refund: Refund, event: str, text: str) -> None:
    purchase = refund.purchase
    with translation.override(purchase.language):
        facts = {"amount": format_rupiah(refund.amount), "number": purchase.number, "reason": refund.reason}
        channel, to = ("email", purchase.buyer_email) if purchase.buyer_email else ("whatsapp", purchase.buyer_phone)
        outbox.queue(
            channel=channel, to=to, subject=_("Dana dikembalikan: %(number)s") % facts,
            body=f"{_(text) % facts}\n\n{purchase_url(purchase)}",
            dedupe_key=f"refund:{refund.pk}:{event}",
        )  # fmt: skip
