"""Make a voucher, and stop one."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from products.orders.models import Voucher
from products.orders.vouchers.quote import cleaned
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one


@dataclass(frozen=True, slots=True)
class Terms:
    """What a voucher grants; `value` is rupiah or percent by `kind`. `budget` or `max_uses` must bound it."""

    code: str
    kind: str
    value: int
    valid_from: datetime
    valid_until: datetime
    cap: int | None = None
    minimum: int = 0
    per_buyer: int = 1
    budget: int | None = None
    max_uses: int | None = None


def make(*, terms: Terms, business: Business | None, actor: Any) -> Voucher:
    """Make a voucher that `business` pays for, or the house where there is none. Raises DomainError with everything."""
    code = cleaned(terms.code)
    problems = problems_of(terms)
    if problems:
        raise DomainError(*problems)
    taken = DomainError(Problem(_("Kode ini sudah dipakai. Pilih kode lain."), "code"))
    if Voucher.objects.filter(code=code).exists():
        raise taken
    try:
        with transaction.atomic():
            values = {**asdict(terms), "code": code}
            voucher = Voucher.objects.create(business=business, created_at=clock.now(), **values)
            audit.record("orders.voucher", voucher, actor=actor, code=code, business=business.pk if business else None)
            return voucher
    except IntegrityError:
        raise taken from None


def stop(*, voucher: Voucher, actor: Any) -> Voucher:
    """Take a voucher out of use, at once and for good; purchases that used it keep their discount. Twice is once."""
    with transaction.atomic():
        row = locked_one(Voucher.objects.filter(pk=voucher.pk))
        if row.is_active:
            row.is_active = False
            row.save(update_fields=["is_active"])
            audit.record("orders.voucher_stop", row, actor=actor)
        return row


def problems_of(terms: Terms) -> list[Problem]:
    """Return everything that is wrong with these terms."""
    code = cleaned(terms.code)
    percent = terms.kind == Voucher.Kind.PERCENT
    checks = [
        (4 <= len(code) <= 20 and code.isascii() and code.isalnum(), "code",
         _("Kode: 4 sampai 20 huruf atau angka, tanpa spasi.")),
        (terms.kind in Voucher.Kind.values, "kind", _("Pilih jenis potongan.")),
        (terms.value >= 1 and (not percent or terms.value <= 100), "value",
         _("Persen harus antara 1 dan 100.") if percent else _("Potongan paling sedikit Rp1.")),
        (terms.valid_until > terms.valid_from, "valid_until", _("Tanggal akhir harus sesudah tanggal mulai.")),
        (terms.valid_until > clock.now(), "valid_until", _("Tanggal akhir sudah lewat.")),
        (terms.per_buyer >= 1, "per_buyer", _("Paling sedikit satu kali per pembeli.")),
        (terms.cap is None or terms.cap >= 1, "cap", _("Potongan paling sedikit Rp1.")),
        (bool(terms.budget or terms.max_uses), "budget", _("Isi anggaran, jumlah pemakaian, atau keduanya.")),
    ]  # fmt: skip
    return [Problem(text, field) for fine, field, text in checks if not fine]
