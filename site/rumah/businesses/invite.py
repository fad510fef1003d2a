"""Ask somebody by phone or e-mail to speak for a business, and take that back."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.businesses.members import has_right
from rumah.businesses.models import Business, Invitation
from rumah.businesses.rights import Right
from rumah.businesses.states import Outcome, Role
from rumah.core import audit, clock, outbox
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.models import OutboxMessage
from rumah.core.phone import parse_phone
from rumah.core.sealed import masked
from rumah.core.text import clean_line

LASTS = timedelta(days=14)
MAX_PEOPLE = 20


def invite(*, business: Business, contact: str, role: str, actor: User) -> Invitation:
    """Invite whoever has this contact, known here or not. Asked again it lasts anew, with one message a day.

    Raises NotAllowed for others than owners, DomainError with every problem (fields `contact`, `role`), Conflict for
    somebody who is in already.
    """
    with transaction.atomic():
        row = locked_one(Business.objects.filter(pk=business.pk))
        if not has_right(business=row, user=actor, right=Right.PEOPLE):
            raise NotAllowed(_("Hanya pemilik yang dapat mengundang."))
        phone, email = _checked(contact, role)
        _check_room(row, phone, email)
        now = clock.now()
        known = {"role": role, "made_by": actor, "made_at": now, "expires_at": now + LASTS}
        made, _new = Invitation.objects.update_or_create(
            business=row, phone=phone, email=email, outcome="", defaults=known
        )
        audit.record("businesses.invited", row, actor=actor, role=role, contact=masked(phone or email))
        _send(made, actor)
        return made


def withdraw(*, invitation: Invitation, actor: User) -> None:
    """Take an open invitation back; one that was answered stays answered. Raises NotAllowed for others than owners."""
    with transaction.atomic():
        row = locked_one(Invitation.objects.filter(pk=invitation.pk).select_related("business"))
        if not has_right(business=row.business, user=actor, right=Right.PEOPLE):
            raise NotAllowed(_("Hanya pemilik yang dapat menarik undangan."))
        if not row.outcome:
            row.outcome, row.answered_at = Outcome.WITHDRAWN, clock.now()
            row.save(update_fields=["outcome", "answered_at"])
            audit.record("businesses.invitation_withdrawn", row.business, actor=actor, contact=masked(row.contact))


def _checked(contact: str, role: str) -> tuple[str, str]:
    problems, text, phone, email = [], clean_line(contact), "", ""
    if role not in Role.values:
        problems.append(Problem(_("Pilih perannya."), "role"))
    try:
        if "@" in text:
            email = text.lower()
            validate_email(email)
        else:
            phone = parse_phone(text, mobile=True)
    except ValidationError:
        problems.append(Problem(_("Alamat surel tidak dikenali. Tulis misalnya nama@contoh.id."), "contact"))
    except DomainError as error:
        problems.append(Problem(str(error), "contact"))
    if problems:
        raise DomainError(*problems)
    return phone, email


def _check_room(business: Business, phone: str, email: str) -> None:
    people = business.memberships.filter(user__phone=phone) if phone else business.memberships.filter(
        user__email__iexact=email
    )  # fmt: skip
    if people.exists():
        raise Conflict(Problem(_("Orang ini sudah ada di usaha Anda."), "contact"))
    others = business.invitations.filter(outcome="").exclude(phone=phone, email=email)
    if business.memberships.count() + others.count() >= MAX_PEOPLE:
        raise DomainError(_("Usaha ini sudah punya 20 orang dan undangan. Keluarkan atau tarik dulu yang tidak perlu."))


def _send(made: Invitation, actor: Any) -> None:
    channel = OutboxMessage.Channel.WHATSAPP if made.phone else OutboxMessage.Channel.EMAIL
    words = {"name": actor.name, "business": made.business.name, "contact": made.contact}
    body = "\n\n".join((
        _("%(name)s mengundang Anda membantu mengurus %(business)s.") % words,
        _("Masuk atau daftar dengan %(contact)s, lalu buka:") % words,
        f"{settings.BASE_URL}/toko-saya/undangan/buka/{made.pk}/",
    ))  # fmt: skip
    outbox.queue(
        channel=channel, to=made.contact, subject=_("Undangan ke %(business)s") % words, body=body,
        dedupe_key=f"invitation:{made.pk}:{clock.today().isoformat()}",
    )  # fmt: skip
