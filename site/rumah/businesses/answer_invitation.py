"""Accept or decline an invitation: only for who proved the phone number or e-mail address it went to."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.models import Business, Invitation, Membership
from rumah.businesses.owners import tell_owners
from rumah.businesses.states import Outcome
from rumah.core import audit, clock
from rumah.core.errors import Conflict
from rumah.core.locking import locked_one


def invitations_for(user: User) -> "QuerySet[Invitation]":
    """Return the open invitations to contacts this person has proved to have, newest first."""
    emails = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)  # type: ignore[attr-defined]
    contacts = Q(email__in=[email.lower() for email in emails])
    if user.phone and user.phone_verified:
        contacts |= Q(phone=user.phone)
    rows = Invitation.objects.filter(contacts, outcome="", expires_at__gt=clock.now())
    return rows.select_related("business", "made_by").order_by("-pk")


def accept(*, invitation: Invitation, user: User) -> Business:
    """Join the business. Twice is once. Raises Conflict for an invitation that is over or not for this person."""
    with transaction.atomic():
        locked_one(Business.objects.filter(pk=invitation.business_id))
        row = _open(invitation, user)
        if row is None:
            joined = Membership.objects.filter(user=user, business=invitation.business_id).select_related("business")
            if (member := joined.first()) is not None:
                return member.business
            raise Conflict(_("Undangan ini sudah tidak berlaku. Minta undangan baru."))
        _close(row, Outcome.ACCEPTED)
        _member, made = Membership.objects.get_or_create(
            business=row.business, user=user, defaults={"role": row.role, "created_at": clock.now()}
        )
        if made:
            audit.record("businesses.joined", row.business, actor=user, user=user.pk, role=row.role)
            said = _("%(name)s bergabung sebagai %(role)s.") % {"name": user.name, "role": row.get_role_display()}
            tell_owners(business=row.business, said=said, reason="", key=f"joined:{row.pk}")
        return row.business


def decline(*, invitation: Invitation, user: User) -> None:
    """Say no. Twice is once."""
    with transaction.atomic():
        row = _open(invitation, user)
        if row is not None:
            _close(row, Outcome.DECLINED)
            audit.record("businesses.invitation_declined", row.business, actor=user)


def _open(invitation: Invitation, user: User) -> Invitation | None:
    locked_one(Invitation.objects.filter(pk=invitation.pk))
    return invitations_for(user).filter(pk=invitation.pk).first()


def _close(row: Invitation, outcome: Outcome) -> None:
    row.outcome, row.answered_at = outcome, clock.now()
    row.save(update_fields=["outcome", "answered_at"])
