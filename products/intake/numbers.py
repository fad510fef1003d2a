"""Numbers of offices: KBLI, postcodes, permits. Checked for their form; a spreadsheet's lost zero is put back."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from rumah.core.errors import DomainError


def kbli(text: str) -> str:
    """Return five digits; a spreadsheet drops the zero in front of `01270`."""
    digits = text.zfill(5) if re.fullmatch(r"[0-9]{4}", text) else text
    if not re.fullmatch(r"[0-9]{5}", digits):
        raise DomainError(_("KBLI terdiri dari 5 angka, misalnya 10794."))
    return digits


def kbli_version(text: str) -> int:
    """Return 2020 or 2025: the same five digits can mean something else in the other."""
    if text not in {"2020", "2025"}:
        raise DomainError(_("Versi KBLI adalah 2020 atau 2025."))
    return int(text)


def postal_code(text: str) -> str:
    """Return five digits."""
    if not re.fullmatch(r"[0-9]{5}", text):
        raise DomainError(_("Kode pos terdiri dari 5 angka."))
    return text


def permit(pattern: str, sentence: Callable[[], str]) -> Callable[[str], str]:
    """Return a parser of a permit number: spaces, dots and dashes are left out, the rest must fit `pattern`."""

    def parse(text: str) -> str:
        number = re.sub(r"[\s.\-]", "", text).upper()
        if not re.fullmatch(pattern, number):
            raise DomainError(sentence())
        return number

    return parse


# The forms are those of OSS, BPOM and BPJPH in 2026.
nib = permit(r"[0-9]{13}", lambda: _("NIB terdiri dari 13 angka."))
pirt = permit(r"[0-9]{15}", lambda: _("Nomor P-IRT terdiri dari 15 angka."))
bpom = permit(r"M[DL][0-9]{12,15}", lambda: _("Nomor BPOM dimulai MD atau ML, lalu 12 sampai 15 angka."))
halal = permit(r"ID[0-9]{15,17}", lambda: _("Nomor sertifikat halal dimulai ID, lalu 15 sampai 17 angka."))
