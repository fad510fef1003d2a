"""Use a voucher for a purchase: the guard against spending a budget twice."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from products.orders.models import Purchase, Voucher, VoucherUse
from products.orders.vouchers.quote import Discount, refused, uses_of
from rumah.core import clock


def take(*, discount: Discount, purchase: Purchase) -> VoucherUse:
    """Write the use down in the caller's transaction. Raises Conflict (field `voucher`) when somebody was quicker.

    One conditional UPDATE counts money and uses; it also locks the voucher's row, so that the limit per buyer,
    counted after it, holds against the same buyer's second tab. The CHECKs of the table stand behind it.
    """
    with transaction.atomic():
        now = clock.now()
        live = Q(is_active=True, valid_from__lte=now, valid_until__gt=now)
        _count(discount.voucher, discount.amount, live)
        _check_buyer(discount.voucher, purchase)
        return VoucherUse.objects.create(
            voucher=discount.voucher, purchase=purchase, user=purchase.buyer, phone=purchase.buyer_phone,
            amount=discount.amount, used_at=now,
        )  # fmt: skip


def take_again(*, purchase: Purchase) -> None:
    """Use the voucher again for a purchase that a late payment brings back; its price was promised in time.

    Raises Conflict when the budget or the buyer's share of it went elsewhere meanwhile.
    """
    with transaction.atomic():
        use = VoucherUse.objects.select_related("voucher").filter(purchase=purchase).first()
        if use is None or use.given_back_at is None:
            return
        _count(use.voucher, use.amount, Q())
        _check_buyer(use.voucher, purchase)
        VoucherUse.objects.filter(pk=use.pk).update(given_back_at=None)


def _count(voucher: Voucher, amount: int, live: Q) -> None:
    money = Q(budget=None) | Q(budget__gte=F("spent") + amount)
    times = Q(max_uses=None) | Q(max_uses__gt=F("uses"))
    left = Voucher.objects.filter(live, money, times, pk=voucher.pk)
    if not left.update(spent=F("spent") + amount, uses=F("uses") + 1):
        raise refused(_("Voucher ini sudah habis dipakai."), "used_up")


def _check_buyer(voucher: Voucher, purchase: Purchase) -> None:
    if uses_of(voucher, phone=purchase.buyer_phone, user=purchase.buyer).count() >= voucher.per_buyer:
        raise refused(_("Anda sudah memakai voucher ini."), "used")
