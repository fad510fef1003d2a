"""What can happen to a QR code, a virtual account or an invoice, and which messages go out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.simulator.charge_events import ChargeMessage, message
from products.simulator.charges import CAME, DENIED, ENDED, WAITS, end, receive
from products.simulator.models import SimulatedCharge
from rumah.core.locking import locked_one

Deed = Callable[[SimulatedCharge], list[ChargeMessage]]
COMMON, RARE = _("Yang biasa terjadi"), _("Yang jarang, tetapi ada")


def pay(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay in full."""
    receive(row, row.amount)
    return [message(row)]


def expire(row: SimulatedCharge) -> list[ChargeMessage]:
    """Let the time run out."""
    end(row)
    return [message(row)]


def deny(row: SimulatedCharge) -> list[ChargeMessage]:
    """Let the payer's bank refuse."""
    end(row, DENIED)
    return [message(row)]


def settle_then_deny(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay, and let the bank take it back."""
    return [*pay(row), *withdraw(row)]


def withdraw(row: SimulatedCharge) -> list[ChargeMessage]:
    """Take back what had come."""
    row.received = 0
    row.save(update_fields=["received"])
    return deny(row)


def other_amount(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay half."""
    receive(row, row.amount // 2)
    return [message(row)]


def other_currency(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay the same number of another currency."""
    receive(row, row.amount, "USD")
    return [message(row)]


def twice(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay, and send the very same message twice."""
    return pay(row) * 2


def tell_reversed(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay, and send an older message after the newer one."""
    older = message(row)
    return [*pay(row), older]


def late(row: SimulatedCharge) -> list[ChargeMessage]:
    """Let the time run out, and let the money arrive afterwards."""
    gone = expire(row) if row.status == WAITS[row.provider] else []
    return [*gone, *pay(row)]


def forged(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay nothing, and send a message that says otherwise, signed by somebody else."""
    word = CAME[row.provider]
    claim = {"status": word} if row.provider == "xendit" else {"transaction_status": word, "status_code": "200"}
    return [message(row, forged=True, **claim)]


def dropped(row: SimulatedCharge) -> list[ChargeMessage]:
    """Pay, and let the message get lost."""
    pay(row)
    return []


@dataclass(frozen=True, slots=True)
class ChargeOutcome:
    """A button: what it is called, what it does, and when it is offered."""

    code: str
    label: str | Promise
    about: str | Promise
    deed: Deed
    group: str | Promise = RARE
    after_end: bool = False
    after_paid: bool = False
    only: str = ""


OUTCOMES = (
    ChargeOutcome("bayar", _("Bayar"), _("Lunas, satu kabar ke toko."), pay, COMMON),
    ChargeOutcome("tolak", _("Tolak"), _("Bank pembayar menolak."), deny, COMMON, only="midtrans"),
    ChargeOutcome("kedaluwarsa", _("Kedaluwarsakan"), _("Waktu bayar habis."), expire, COMMON),
    ChargeOutcome(
        "lunas-lalu-tolak", _("Lunas lalu ditolak"), _("Uang tiba, lalu ditarik bank."), settle_then_deny,
        only="midtrans",
    ),
    ChargeOutcome(
        "tarik", _("Tarik kembali"), _("Bank menarik uang tadi."), withdraw, after_paid=True, only="midtrans"
    ),
    ChargeOutcome("kabar-dua-kali", _("Kirim kabar dua kali"), _("Lunas, kabar yang sama datang dua kali."), twice),
    ChargeOutcome("kabar-terbalik", _("Kirim kabar terbalik"), _("Kabar lama tiba setelah kabar baru."), tell_reversed),
    ChargeOutcome("terlambat", _("Bayar terlambat"), _("Uang tiba setelah waktu habis."), late, after_end=True),
    ChargeOutcome("palsu", _("Kirim kabar palsu"), _("Tanpa uang, tanda tangan orang lain."), forged),
    ChargeOutcome("jumlah-lain", _("Bayar jumlah lain"), _("Hanya separuh yang dibayar."), other_amount),
    ChargeOutcome("mata-uang-lain", _("Bayar mata uang lain"), _("Angkanya sama, mata uangnya bukan."), other_currency),
    ChargeOutcome("kabar-hilang", _("Buang kabar"), _("Lunas, tetapi toko tidak dikabari."), dropped),
)  # fmt: skip
BY_CODE = {outcome.code: outcome for outcome in OUTCOMES}


def possible(row: SimulatedCharge) -> list[ChargeOutcome]:
    """Return what can still happen: all while it waits, a late payment once it ran out, its loss once it came."""
    mine = [one for one in OUTCOMES if one.only in {"", row.provider}]
    if row.status == WAITS[row.provider]:
        return [one for one in mine if not one.after_paid]
    if row.status == ENDED[row.provider]:
        return [one for one in mine if one.after_end]
    return [one for one in mine if one.after_paid] if row.status == CAME[row.provider] else []


def act(*, charge_id: str, outcome: ChargeOutcome) -> tuple[SimulatedCharge, list[ChargeMessage]]:
    """Let it happen to a locked charge and return the messages to post after the commit; none if it cannot."""
    with transaction.atomic():
        row = locked_one(SimulatedCharge.objects.filter(pk=charge_id))
        return row, outcome.deed(row) if outcome in possible(row) else []
