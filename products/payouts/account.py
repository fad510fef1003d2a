"""A seller's bank account: said by its owner, confirmed by staff before money goes there."""

from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from products.payments.refund_by_hand import checked_account, digits_of
from products.payouts.models import PayoutAccount
from rumah.businesses.models import Business
from rumah.businesses.states import Role
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.text import clean_line


def set_account(*, business: Business, bank: str, number: str, holder: str, actor: Any) -> PayoutAccount:
    """Note where this business wants its money; a change needs staff's confirmation anew.

    Raises NotAllowed for anybody but an owner, and DomainError with every problem (`bank`, `number`, `holder`).
    """
    if not business.memberships.filter(user_id=actor.pk, role=Role.OWNER).exists():
        raise NotAllowed(_("Hanya pemilik yang dapat mengubah rekening."))
    bank, holder = clean_line(bank)[:60], clean_line(holder)[:120]
    digits = checked_account(bank, number, holder)
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        mine = PayoutAccount.objects.filter(business=business).first() or PayoutAccount(business=business)
        if (mine.bank, mine.number, mine.holder) == (bank, digits, holder):
            return mine
        before = mine.masked if mine.number else ""
        mine.bank, mine.number, mine.holder = bank, digits, holder
        mine.changed_at, mine.changed_by = clock.now(), actor
        mine.confirmed_at = mine.confirmed_by = None
        mine.save()
        # The trail keeps the last digits: enough to see a change, not enough to use.
        audit.record("payouts.account", mine, actor=actor, before=before, after=mine.masked, bank=bank)
        return mine


def confirm_account(*, account: PayoutAccount, number: str, actor: Any) -> PayoutAccount:
    """Note that staff compared the account with the owner's papers. Twice is once.

    `number` is what stands in the papers: nobody is shown what the owner wrote, so the two are read independently.
    Raises DomainError (field `number`) when they differ, Conflict when it was changed after the person looked at it.
    """
    digits = digits_of(number)
    with transaction.atomic():
        mine = locked_one(PayoutAccount.objects.filter(pk=account.pk))
        if mine.changed_at != account.changed_at:
            raise Conflict(_("Rekening ini baru saja diubah. Periksa lagi sebelum membenarkannya."))
        if mine.confirmed_at is None:
            if not constant_time_compare(mine.number, digits):
                text = _("Nomor ini tidak sama dengan yang ditulis pemilik. Periksa buku tabungannya lagi.")
                raise DomainError(Problem(text, "number"))
            mine.confirmed_at, mine.confirmed_by = clock.now(), actor
            mine.save(update_fields=["confirmed_at", "confirmed_by"])
            audit.record("payouts.account_confirmed", mine, actor=actor, account=mine.masked)
        return mine
