"""What a code takes off, told before and reckoned again when it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from products.orders.basket import SellerShare
from products.orders.models import Voucher, VoucherUse
from products.orders.splitting import split
from products.orders.states import DiscountBy
from rumah.core import clock
from rumah.core.errors import Conflict, Problem
from rumah.core.money import format_rupiah


@dataclass(frozen=True, slots=True)
class Discount:
    """Rupiah off, in all and of each share in their order; `paid_by` is a word of DiscountBy."""

    voucher: Voucher
    amount: int
    parts: tuple[int, ...]
    paid_by: str


def cleaned(code: str) -> str:
    """Return a code as it is kept: people type blanks and small letters."""
    return "".join(code.split()).upper()[:20]


def refused(text: str, code: str = "voucher") -> Conflict:
    """Return the sentence as a problem of the field `voucher`."""
    return Conflict(Problem(text, "voucher", code))


def quote(*, code: str, shares: Sequence[SellerShare], phone: str = "", user: Any = None) -> Discount:
    """Return what the code takes off these shares now.

    Raises Conflict (field `voucher`) with the reason where it takes nothing off. Holds nothing: `take` does.
    """
    voucher = Voucher.objects.select_related("business").filter(code=cleaned(code)).first()
    if voucher is None or not voucher.is_active:
        raise refused(_("Kode voucher ini tidak dikenal."))
    _check_time(voucher)
    covered = [share if _covers(voucher, share) else None for share in shares]
    weights = [share.items_total if share else 0 for share in covered]
    amount = _amount(voucher, sum(weights))
    if amount >= sum(share.total for share in shares):
        raise refused(_("Voucher ini menutup seluruh belanja. Tambah barang dulu, supaya masih ada yang dibayar."))
    if _is_used_up(voucher, amount):
        raise refused(_("Voucher ini sudah habis dipakai."), "used_up")
    if (phone or user) and uses_of(voucher, phone=phone, user=user).count() >= voucher.per_buyer:
        raise refused(_("Anda sudah memakai voucher ini."), "used")
    paid_by = DiscountBy.SELLER if voucher.business_id else DiscountBy.PLATFORM
    return Discount(voucher, amount, tuple(split(amount, weights)), paid_by)


def uses_of(voucher: Voucher, *, phone: str, user: Any) -> QuerySet[VoucherUse]:
    """Return the uses by this person or this phone number that still count."""
    who = Q(phone=phone) if phone else Q()
    if user is not None and user.is_authenticated:
        who |= Q(user=user)
    return VoucherUse.objects.filter(who, voucher=voucher, given_back_at=None)


def _check_time(voucher: Voucher) -> None:
    now = clock.now()
    if now < voucher.valid_from:
        raise refused(_("Voucher ini belum berlaku."))
    if now >= voucher.valid_until:
        raise refused(_("Masa berlaku voucher ini sudah lewat."))


def _covers(voucher: Voucher, share: SellerShare) -> bool:
    return voucher.business_id is None or voucher.business_id == share.business_id


def _amount(voucher: Voucher, base: int) -> int:
    if not base:
        name = voucher.business.name if voucher.business else ""
        raise refused(_("Voucher ini hanya untuk barang %(name)s.") % {"name": name})
    if base < voucher.minimum:
        text = _("Voucher ini berlaku mulai belanja %(minimum)s.")
        raise refused(text % {"minimum": format_rupiah(voucher.minimum)})
    off = voucher.value if voucher.kind == Voucher.Kind.FIXED else base * voucher.value // 100
    off = min(off, base, voucher.cap if voucher.cap is not None else off)
    if not off:
        raise refused(_("Voucher ini tidak mengurangi harga belanja ini."))
    return off


def _is_used_up(voucher: Voucher, amount: int) -> bool:
    over = voucher.budget is not None and voucher.spent + amount > voucher.budget
    return over or (voucher.max_uses is not None and voucher.uses >= voucher.max_uses)
