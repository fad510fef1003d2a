"""What the owner is told of a session that was held; written with the change, sent by the worker."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring.journal.models import ActionItem, NextStep
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import clock, outbox

HOUSE: ZoneInfo = clock.ZONES["WIB"]


def ask(session: Session) -> None:
    """Ask how it was, and say where the action items stand."""
    if user := _owner(session):
        with translation.override(user.language):
            facts = {"service": _service(session), "mentor": session.mentor.user.name}
            subject = _("Bagaimana sesi %(service)s?") % facts
            text = _("Sesi %(service)s bersama %(mentor)s selesai. Satu pertanyaan singkat dan tindak lanjut Anda:")
            _tell(user, subject, text % facts, f"/pendampingan/sesi/{session.pk}/", f"session:{session.pk}:ask")


def suggested(session: Session, step: NextStep) -> None:
    """Send the link that opens the booking with everything filled in."""
    if user := _owner(session):
        with translation.override(user.language):
            english = translation.get_language() == "en"
            facts = {
                "service": step.service.name_en if english else step.service.name,
                "mentor": session.mentor.user.name,
                "date": date_format(step.earliest_on, "j F Y", use_l10n=False),
            }
            subject = _("Usulan sesi berikutnya: %(service)s") % facts
            text = _("%(mentor)s mengusulkan sesi %(service)s mulai %(date)s. Pilih jadwal yang cocok:") % facts
            if step.remark:
                text = f"{step.remark}\n\n{text}"
            key = f"session:{session.pk}:next:{step.service.slug}:{step.earliest_on}"
            _tell(user, subject, text, f"/pendampingan/sesi/{session.pk}/lanjutan/", key)


def remind(item: ActionItem) -> None:
    """Remind of one action item."""
    if user := _owner(item.session):
        with translation.override(user.language):
            facts = {"text": item.text, "date": date_format(item.due_on, "j F Y", use_l10n=False)}
            subject = _("Pengingat tindak lanjut: %(text)s") % facts
            text = _("%(text)s. Batas waktunya %(date)s. Tandai di sini bila sudah:") % facts
            _tell(user, subject, text, "/pendampingan/tindak-lanjut/", f"action_item:{item.pk}:due")


def _owner(session: Session) -> User | None:
    """Return who booked, or the first member where they have left since."""
    members = session.business.members.filter(is_active=True).order_by("memberships__pk")
    booker = members.filter(pk=session.booked_by_id).first() if session.booked_by_id else None
    return booker or members.first()


def _service(session: Session) -> str:
    return session.service.name_en if translation.get_language() == "en" else session.service.name


def _tell(user: User, subject: str, text: str, path: str, key: str) -> None:
    channel, to = ("email", user.email) if user.email else ("whatsapp", user.phone)
    body = f"{text}\n\n{settings.BASE_URL}{path}"
    outbox.queue(channel=channel, to=to or "", subject=subject, body=body, dedupe_key=key)
