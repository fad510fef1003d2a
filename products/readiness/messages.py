"""What owners are told of their level."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from products.readiness.models import Assessment
from rumah.businesses.owners import tell_owners


def will_fall(made: Assessment) -> None:
    """Announce a fall: how far, when, what made it, and where it is mended."""
    lines = [
        _("Nilai naik kelas usaha Anda sekarang %(shown)d. Pada %(date)s menjadi %(low)d bila tidak diperbaiki.")
        % {"shown": made.shown, "low": made.falls_to, "date": _day(made)},
        *_lost(made), _page(made),
    ]  # fmt: skip
    _send(made, _("Nilai naik kelas akan turun"), lines)


def fell(before: Assessment, made: Assessment) -> None:
    """Tell that an announced fall counts now."""
    text = _("Nilai naik kelas usaha Anda turun dari %(before)d menjadi %(now)d (tingkat %(level)s).")
    said = text % {"before": before.shown, "now": made.shown, "level": made.get_level_display()}
    _send(made, _("Nilai naik kelas turun"), [said, _page(made)])


def rose(made: Assessment) -> None:
    """Tell of a new level."""
    text = _("Selamat! Usaha Anda mencapai tingkat %(level)s dengan nilai %(score)d dari 100.")
    _send(made, _("Naik kelas"), [text % {"level": made.get_level_display(), "score": made.shown}, _page(made)])


def _lost(made: Assessment) -> list[str]:
    rows = [item.question for item in made.rubric.items.all() if item.code in made.lost]
    return [_("Yang berubah: %(items)s.") % {"items": "; ".join(rows)}] if rows else []


def _day(made: Assessment) -> str:
    return date_format(made.falls_on, "j F Y", use_l10n=False) if made.falls_on else ""


def _page(made: Assessment) -> str:
    return f"{settings.BASE_URL}/toko-saya/{made.business.slug}/naik-kelas/"


def _send(made: Assessment, said: str, lines: list[str]) -> None:
    tell_owners(business=made.business, said=said, reason="\n".join(lines), key=f"readiness:{made.pk}")
