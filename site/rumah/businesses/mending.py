"""What a verifier asks to have mended: a sentence per field and per permit, put together for the owner to read."""

from collections.abc import Callable, Mapping

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
