"""What a verifier asks to have mended: a sentence per field and per permit, put together for the owner to read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rumah.businesses.models import Business
from rumah.core.text import clean_line, clean_text

# What an owner can mend in the profile's form.
FIELDS = ("name", "sector", "tagline", "story", "region_code", "address", "phone")


def labels() -> dict[str, str]:
    """Return the fields under the names the owner's form calls them."""
    return {name: _LABELS[name]() for name in FIELDS}


_LABELS: dict[str, Callable[[], str]] = {
    "name": lambda: _("Nama usaha"),
    "sector": lambda: _("Bidang"),
    "tagline": lambda: _("Kalimat singkat"),
    "story": lambda: _("Cerita"),
    "region_code": lambda: _("Desa atau kelurahan"),
    "address": lambda: _("Alamat produksi"),
    "phone": lambda: "WhatsApp",
}


def compose(*, business: Business, fields: Mapping[str, str], permits: Mapping[int, str], note: str) -> str:
    """Return one line for each thing to mend, permits first, and the note below; empty when nothing is asked."""
    lines = [
        f"{permit.get_kind_display()} {permit.number}: {clean_line(permits[permit.pk])}"
        for permit in business.permits.order_by("kind", "pk")
        if clean_line(permits.get(permit.pk, ""))
    ]
    lines += [
        f"{label}: {clean_line(fields[name])}" for name, label in labels().items() if clean_line(fields.get(name, ""))
    ]
    return clean_text("\n".join([*lines, note]))


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of what staff asked: of a field, of a permit (its key), or a note on the whole (neither)."""

    text: str
    label: str = ""
    field: str = ""
    permit: int = 0


def asked(business: Business) -> list[Asked]:
    """Return what the reason of the business's standing asks, line by line; empty where nothing is asked. One query.

    Staff compose it in their own language, so a line is known by the name of its field in any language of the house.
    """
    if not business.standing_reason:
        return []
    starts = {f"{row.get_kind_display()} {row.number}: ": row.pk for row in business.permits.all()}
    names = _names()
    return [_read(line, starts, names) for line in business.standing_reason.splitlines() if line.strip()]


def _names() -> dict[str, str]:
    """Return the fields by the name they have in each language."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {f"{label}: ": name for name, label in labels().items()}
    return found


def _read(line: str, permits: Mapping[str, int], names: Mapping[str, str]) -> Asked:
    for start, pk in permits.items():
        if line.startswith(start):
            return Asked(line.removeprefix(start), start.removesuffix(": "), permit=pk)
    for start, name in names.items():
        if line.startswith(start):
            return Asked(line.removeprefix(start), labels()[name], field=name)
    return Asked(line)
