"""Staff have a second step of signing in: without one no page of theirs opens. Whoever lost theirs is helped."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from rumah.accounts.models import User
from rumah.accounts.roles import is_staff
from rumah.core import audit, clock, outbox
from rumah.core.errors import Conflict, DomainError, NotAllowed, Problem
from rumah.core.locking import locked_one
from rumah.core.models import OutboxMessage
from rumah.core.text import clean_line

Get = Callable[[HttpRequest], HttpResponse]
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SET_UP = "/akun/keamanan/"
MAY = "accounts.change_user"


def has_second_step(user: User) -> bool:
    """Whether signing in asks this person for a code or a key as well. Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=STEPS).exists())


def staff_second_step(get_response: Get) -> Get:
    """Lead staff without a second step to where one is set up; one query on the staff's pages, none elsewhere."""
    prefix = f"/{settings.ADMIN_PATH}"

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_STEP and request.path.startswith(prefix):
            user: Any = request.user
            if user.is_authenticated and is_staff(user) and not has_second_step(user):
                messages.warning(request, _("Petugas wajib memakai langkah kedua saat masuk. Aktifkan dulu di sini."))
                return HttpResponseRedirect(SET_UP)
        return get_response(request)

    return middleware


def reset_second_step(*, person: User, actor: Any, reason: str) -> None:
    """Take the second step of somebody who lost it away; before their next page they set up a new one.

    Raises NotAllowed for oneself, without the right, and for an administrator unless one asks; DomainError without a
    reason; Conflict where there is nothing to take away.
    """
    line = clean_line(reason)
    if not actor.has_perm(MAY) or (person.is_superuser and not actor.is_superuser):
        raise NotAllowed(_("Anda tidak boleh mengatur ulang langkah kedua orang ini."))
    if person.pk == actor.pk:
        raise NotAllowed(_("Minta petugas lain mengatur ulang langkah kedua Anda."))
    if not 5 <= len(line) <= 300:
        raise DomainError(
            Problem(_("Tulis alasannya, 5 sampai 300 huruf: bagaimana Anda memastikan orangnya?"), "reason")
        )
    with transaction.atomic():
        row = locked_one(User.objects.filter(pk=person.pk))
        gone, _kinds = Authenticator.objects.filter(user=row).delete()
        if not gone:
            raise Conflict(_("Orang ini belum memakai langkah kedua."))
        audit.record("accounts.second_step_reset", row, actor=actor, reason=line)
        said = _("Langkah kedua akun Anda diatur ulang oleh petugas.")
        more = _("Aktifkan yang baru saat masuk lagi. Bila Anda tidak memintanya, segera hubungi pengelola.")
        by_mail = bool(row.email)
        outbox.queue(
            channel=OutboxMessage.Channel.EMAIL if by_mail else OutboxMessage.Channel.WHATSAPP,
            to=(row.email if by_mail else row.phone) or "", subject=said, body=f"{said}\n\n{more}",
            dedupe_key=f"second-step:{row.pk}:{clock.now():%Y%m%d%H%M%S%f}",
        )  # fmt: skip
