"""What the person at the payer's page can let happen: each changes the books and says which messages go out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.simulator.events import COMPLETED, EXPIRED, FAILED, Message, message
from products.simulator.models import SimulatedSession
from rumah.core.locking import locked_one

Deed = Callable[[SimulatedSession], list[Message]]


def pay(row: SimulatedSession) -> list[Message]:
    """Pay in full."""
    _receive(row, row.amount, row.currency)
    return [message(COMPLETED, row)]


def fail(row: SimulatedSession) -> list[Message]:
    """Let the payment fail for good."""
    row.status, row.intent_status = "complete", "requires_payment_method"
    row.save()
    return [message(FAILED, row)]


def expire(row: SimulatedSession) -> list[Message]:
    """Let the session run out."""
    row.status = "expired"
    row.save()
    return [message(EXPIRED, row)]


def pay_twice(row: SimulatedSession) -> list[Message]:
    """Pay this and every earlier session of the same purchase; this one is told of under two event ids."""
    messages = pay(row)
    for earlier in _earlier(row):
        _receive(earlier, earlier.amount, earlier.currency)
        messages.append(message(COMPLETED, earlier))
    return [*messages, message(COMPLETED, row)]


def tell_twice(row: SimulatedSession) -> list[Message]:
    """Pay, and send the very same message twice."""
    messages = pay(row)
    return messages * 2


def tell_reversed(row: SimulatedSession) -> list[Message]:
    """Pay, and send an older message after the newer one."""
    stale = message(EXPIRED, row)
    return [*pay(row), stale]


def late(row: SimulatedSession) -> list[Message]:
    """Let the session run out, and let the money arrive afterwards."""
    gone = expire(row) if row.status == "open" else []
    return [*gone, *pay(row)]


def forged(row: SimulatedSession) -> list[Message]:
    """Pay nothing, and send a message that says otherwise, signed by somebody else."""
    claim = message(COMPLETED, row, secret="whsec_somebody_else")  # noqa: S106  # wrong on purpose
    claim.session.update(status="complete", payment_status="paid")
    return [claim]


def stale(row: SimulatedSession) -> list[Message]:
    """Pay, and send only a message whose signature is ten minutes old."""
    pay(row)
    return [message(COMPLETED, row, age=600)]


def other_amount(row: SimulatedSession) -> list[Message]:
    """Pay less than asked for."""
    _receive(row, row.amount // 2 // 100 * 100, row.currency)
    return [message(COMPLETED, row)]


def other_currency(row: SimulatedSession) -> list[Message]:
    """Pay the same number of another currency."""
    _receive(row, row.amount, "usd")
    return [message(COMPLETED, row)]


def dropped(row: SimulatedSession) -> list[Message]:
    """Pay, and let the message get lost."""
    pay(row)
    return []


@dataclass(frozen=True, slots=True)
class Outcome:
    """A button: what it is called, what it does, and where the payer goes afterwards."""

    code: str
    label: str | Promise
    about: str | Promise
    deed: Deed
    succeeds: bool = True
    after_end: bool = False
    is_common: bool = False

    @property
    def group(self) -> str | Promise:
        """Return the heading the button stands under."""
        return _("Yang biasa terjadi") if self.is_common else _("Yang jarang, tetapi ada")


OUTCOMES = (
    Outcome("bayar", _("Bayar"), _("Lunas, satu kabar ke toko."), pay, is_common=True),
    Outcome("gagal", _("Gagalkan"), _("Pembayaran ditolak."), fail, succeeds=False, is_common=True),
    Outcome("kedaluwarsa", _("Kedaluwarsakan"), _("Waktu bayar habis."), expire, succeeds=False, is_common=True),
    Outcome("dua-kali", _("Bayar dua kali"), _("Juga sesi lama; dua kabar untuk satu pembayaran."), pay_twice),
    Outcome("kabar-dua-kali", _("Kirim kabar dua kali"), _("Lunas, kabar yang sama datang dua kali."), tell_twice),
    Outcome("kabar-terbalik", _("Kirim kabar terbalik"), _("Kabar lama tiba setelah kabar baru."), tell_reversed),
    Outcome("terlambat", _("Bayar terlambat"), _("Uang tiba setelah waktu habis."), late, after_end=True),
    Outcome("palsu", _("Kirim kabar palsu"), _("Tanpa uang, tanda tangan orang lain."), forged, succeeds=False),
    Outcome("kabar-basi", _("Kirim kabar basi"), _("Lunas, kabar bertanda tangan lama."), stale),
    Outcome("jumlah-lain", _("Bayar jumlah lain"), _("Hanya separuh yang dibayar."), other_amount),
    Outcome("mata-uang-lain", _("Bayar mata uang lain"), _("Angkanya sama, mata uangnya bukan."), other_currency),
    Outcome("kabar-hilang", _("Buang kabar"), _("Lunas, tetapi toko tidak dikabari."), dropped),
)
BY_CODE = {outcome.code: outcome for outcome in OUTCOMES}


def possible(row: SimulatedSession) -> list[Outcome]:
    """Return what can still happen to a session: everything while it is open, a late payment once it ran out."""
    if row.status == "open":
        return list(OUTCOMES)
    return [outcome for outcome in OUTCOMES if outcome.after_end] if row.status == "expired" else []


def act(*, session_id: str, outcome: Outcome) -> tuple[SimulatedSession, list[Message]]:
    """Let it happen to a locked session and return the messages to post after the commit; none if it cannot."""
    with transaction.atomic():
        row = locked_one(SimulatedSession.objects.filter(pk=session_id))
        return row, outcome.deed(row) if outcome in possible(row) else []


def _receive(row: SimulatedSession, amount: int, currency: str) -> None:
    row.status, row.payment_status, row.intent_status = "complete", "paid", "succeeded"
    row.amount = row.received = amount
    row.currency = currency
    row.save()


def _earlier(row: SimulatedSession) -> QuerySet[SimulatedSession]:
    purchase = row.metadata.get("purchase", "")
    same = SimulatedSession.objects.select_for_update().filter(metadata__purchase=purchase)
    return same.exclude(pk=row.pk).exclude(payment_status="paid").order_by("created_at")
