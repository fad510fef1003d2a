"""Who speaks for a business: its owners, and companions who enter things for them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.models import Business, Membership
from rumah.businesses.rights import Right, may
from rumah.businesses.states import Role
from rumah.core import audit
from rumah.core.errors import DomainError, NotAllowed
from rumah.core.locking import locked, locked_one


def has_right(*, business: Business, user: Any, right: Right) -> bool:
    """Whether `user` may do this for `business`."""
    row = business.memberships.filter(user=user).first()
    return row is not None and may(row.role, right)


def remove(*, business: Business, membership: Membership, actor: User) -> None:
    """End a membership. Raises NotAllowed for others than owners and oneself, DomainError for the last owner."""
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=business.pk))
        rows = locked(business.memberships.all())
        row = next((item for item in rows if item.pk == membership.pk), None)
        if row is None:
            return
        owners = [item.user_id for item in rows if item.role == Role.OWNER]
        if actor.pk not in owners and actor.pk != row.user_id:
            raise NotAllowed(_("Hanya pemilik yang dapat mengeluarkan orang."))
        if owners == [row.user_id]:
            raise DomainError(_("Pemilik terakhir tidak dapat dikeluarkan."))
        verb = "businesses.member_left" if actor.pk == row.user_id else "businesses.member_removed"
        audit.record(verb, business, actor=actor, user=row.user_id, role=row.role, name=row.user.name)
        row.delete()
