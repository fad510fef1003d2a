"""A mentor says how much they take, how long they pause, and where and in which language they can be met."""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.services.models import HTTPS, Language, Mentor
from rumah.accounts.models import User
from rumah.core import audit, clock, regions
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_one

MOST = 100


@transaction.atomic
def pause(*, actor: User, mentor: Mentor, first: date, last: date | None = None) -> None:
    """Take no new sessions from `first` to `last`, both included on the mentor's clock, or until they resume.

    Extra hours still count. Raises DomainError for a pause that is over before it begins.
    """
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if last and last < max(first, clock.today(ZoneInfo(mentor.zone))):
        raise DomainError(Problem(_("Akhir jeda harus setelah awalnya dan belum lewat."), "last", "backward"))
    mentor.paused_from, mentor.paused_until = first, last
    mentor.save(update_fields=["paused_from", "paused_until"])
    until = last.isoformat() if last else ""
    audit.record("schedule.pause", mentor, actor=actor, first=first.isoformat(), last=until)


@transaction.atomic
def resume(*, actor: User, mentor: Mentor) -> None:
    """End the pause; none there changes nothing."""
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    if mentor.paused_from is None:
        return
    mentor.paused_from = mentor.paused_until = None
    mentor.save(update_fields=["paused_from", "paused_until"])
    audit.record("schedule.resume", mentor, actor=actor)


@transaction.atomic
def set_limits(*, actor: User, mentor: Mentor, daily: int | None, weekly: int | None) -> None:
    """Take at most so many sessions a day and a week, Monday to Sunday; None is no limit.

    Raises DomainError for a number outside 1 to 100.
    """
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    text = _("Isi angka 1 sampai %(most)s, atau kosongkan.") % {"most": MOST}
    asked = (("daily", daily), ("weekly", weekly))
    wrong = [Problem(text, name) for name, value in asked if value is not None and not 1 <= value <= MOST]
    if wrong:
        raise DomainError(*wrong)
    mentor.daily_cap, mentor.weekly_cap = daily, weekly
    mentor.save(update_fields=["daily_cap", "weekly_cap"])
    audit.record("schedule.set_limits", mentor, actor=actor, daily=daily, weekly=weekly)


@transaction.atomic
def set_reach(
    *, actor: User, mentor: Mentor, languages: Collection[str], districts: Collection[str], online_link: str
) -> None:
    """Speak these languages, visit these kecamatan (none means all), and meet online at this https link, if any.

    Raises DomainError for a language, kecamatan or link that is none.
    """
    mentor = locked_one(Mentor.objects.filter(pk=mentor.pk))
    problems = []
    if unknown := set(languages) - set(Language.values):
        problems.append(Problem(_("Bahasa ini tidak dikenal: %(code)s.") % {"code": min(unknown)}, "languages"))
    if wrong := [code for code in districts if regions.level(code) != 3 or not regions.name(code)]:
        problems.append(Problem(_("Kecamatan ini tidak dikenal: %(code)s.") % {"code": wrong[0]}, "districts"))
    try:
        if online_link:
            HTTPS(online_link)
    except ValidationError as error:
        problems.append(Problem(error.messages[0], "online_link"))
    if problems:
        raise DomainError(*problems)
    mentor.languages, mentor.districts = sorted(set(languages)), sorted(set(districts))
    mentor.online_link = online_link
    mentor.save(update_fields=["languages", "districts", "online_link"])
    audit.record("schedule.set_reach", mentor, actor=actor)
