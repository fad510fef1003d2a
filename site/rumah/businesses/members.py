"""Who speaks for a business: its owners, and companions who enter things for them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.models import Business, Membership
from rumah.businesses.states import Role
from rumah.core import audit, clock
from rumah.core.errors import DomainError, NotAllowed, Problem
from rumah.core.locking import locked, locked_one
from rumah.core.phone import parse_phone


def is_owner(*, business: Business, user: Any) -> bool:
    """Whether `user` owns `business`."""
    return business.memberships.filter(user=user, role=Role.OWNER).exists()


def add_companion(*, business: Business, contact: str, actor: User) -> Membership:
    """Let the person with this verified phone number or e-mail enter things for the business.

    Raises NotAllowed for an actor who is no owner, DomainError (field `contact`) when nobody has that contact.
    """
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if not is_owner(business=row, user=actor):
            raise NotAllowed(_("Hanya pemilik yang dapat menambah pendamping."))
        user = _person(contact)
        membership, made = Membership.objects.get_or_create(
            business=row, user=user, defaults={"role": Role.COMPANION, "created_at": clock.now()}
        )
        if made:
            audit.record("businesses.companion_added", row, actor=actor, user=user.pk)
        return membership


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
            raise NotAllowed(_("Hanya pemilik yang dapat mengeluarkan pendamping."))
        if owners == [row.user_id]:
            raise DomainError(_("Pemilik terakhir tidak dapat dikeluarkan."))
        audit.record("businesses.member_removed", business, actor=actor, user=row.user_id, role=row.role)
        row.delete()


def _person(contact: str) -> User:
    text = contact.strip()
    people = User.objects.filter(is_active=True)
    if "@" in text:
        found = people.filter(email__iexact=text, emailaddress__verified=True, emailaddress__email__iexact=text).first()
    else:
        try:
            found = people.filter(phone=parse_phone(text, mobile=True), phone_verified=True).first()
        except DomainError as error:
            raise DomainError(Problem(str(error), "contact")) from None
    if found is None:
        raise DomainError(Problem(_("Belum ada akun dengan kontak ini. Minta orangnya mendaftar dulu."), "contact"))
    return found
