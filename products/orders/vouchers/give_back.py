"""Give a voucher back when its purchase came to nothing."""

from django.db import transaction
from django.db.models import F

from products.orders.models import Purchase, Voucher, VoucherUse
from rumah.core import clock


def give_back(*, purchase: Purchase) -> bool:
    """Give back what this purchase used, once. Returns whether anything was; a second call does nothing."""
    if not purchase.discount:
        return False
    with transaction.atomic():
        use = VoucherUse.objects.filter(purchase=purchase, given_back_at=None).first()
        # The condition is repeated in the write: whoever was quicker has given it back.
        if use is None or not VoucherUse.objects.filter(pk=use.pk, given_back_at=None).update(
            given_back_at=clock.now()
        ):
            return False
        Voucher.objects.filter(pk=use.voucher_id).update(spent=F("spent") - use.amount, uses=F("uses") - 1)
        return True
