"""What a number must look like: pure rules, each finding with a code, a severity and a sentence.

Sources: Permendagri on population numbers (NIK), PMK 112/2022 (NPWP of 16 digits), OSS (NIB), Kemendagri codes.
An error cannot be right; a warning may be, and a person should look.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from rumah.core import regions
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone

FEMALE = 40


class Severity(StrEnum):
    """How sure a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. Never holds the number itself; `field` is what it is about."""

    field: str
    code: str
    severity: Severity
    message: str


def digits(text: str) -> str:
    """Return the text without the spaces, dots, dashes and slashes people write between digits."""
    return re.sub(r"[\s.\-/\u2010-\u2015]", "", text)


def check_nik(text: str, *, today: date) -> list[Finding]:
    """Return what is wrong with a NIK: region 6, birth DDMMYY (day + 40 for women), serial 4."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{16}", number):
        return [_error("nik", "length", _("NIK terdiri atas 16 angka."))]
    return [*_region_of(number), *_birth_of(number, today), *_serial_of(number)]


def _region_of(number: str) -> list[Finding]:
    province, regency, district = number[:2], f"{number[:2]}.{number[2:4]}", f"{number[:2]}.{number[2:4]}.{number[4:6]}"
    if not regions.name(province):
        return [_error("nik", "province", _("Dua angka pertama NIK bukan kode provinsi."))]
    if not regions.name(regency):
        return [_warning("nik", "regency", _("Kode kabupaten dalam NIK tidak dikenal. Cocokkan dengan KTP."))]
    if not regions.name(district):
        # Districts split and codes retire; a NIK keeps the code of its first registration.
        return [_warning("nik", "district", _("Kode kecamatan dalam NIK tidak dikenal. Cocokkan dengan KTP."))]
    return []


def _birth_of(number: str, today: date) -> list[Finding]:
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    day -= FEMALE if day > FEMALE else 0
    born = [found for century in (1900, 2000) if (found := _date(century + year, month, day)) and found <= today]
    return [] if born else [_error("nik", "birth", _("Tanggal lahir dalam NIK tidak ada."))]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _serial_of(number: str) -> list[Finding]:
    return [_error("nik", "serial", _("Empat angka terakhir NIK tidak boleh 0000."))] if number[12:] == "0000" else []


def check_npwp(text: str, *, today: date) -> list[Finding]:
    """Return what is wrong with an NPWP: 15 digits, or 16: a person's NIK, or 0 and a body's old number."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{15,16}", number):
        return [_error("npwp", "length", _("NPWP terdiri atas 15 atau 16 angka."))]
    if len(set(number)) == 1:
        return [_error("npwp", "same", _("NPWP tidak mungkin berisi satu angka yang sama."))]
    if len(number) == 16 and number[0] != "0" and check_nik(number, today=today):
        return [_warning("npwp", "nik", _("NPWP 16 angka milik orang sama dengan NIK-nya. Periksa lagi."))]
    return []


def check_nib(text: str) -> list[Finding]:
    """Return what is wrong with an NIB: 13 digits."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{13}", number):
        return [_error("nib", "length", _("NIB terdiri atas 13 angka."))]
    if len(set(number)) == 1:
        return [_error("nib", "same", _("NIB tidak mungkin berisi satu angka yang sama."))]
    return []


def check_village(code: str, *, regency: str) -> list[Finding]:
    """Return what is wrong with a Kemendagri code of a village; outside `regency` it is a doubt."""
    if regions.level(code) != 4 or regions.get(code) is None:
        return [_error("region_code", "village", _("Kode wilayah bukan kode desa atau kelurahan."))]
    if regions.ancestor(code, 2) != regency:
        return [_warning("region_code", "outside", _("Desa ini berada di luar wilayah rumah kreatif."))]
    return []


def check_phone(text: str) -> list[Finding]:
    """Return what is wrong with a phone number; a line that is no mobile one is a doubt."""
    try:
        number = parse_phone(text)
    except DomainError as error:
        return [_error("phone", "number", str(error))]
    try:
        parse_phone(number, mobile=True)
    except DomainError:
        return [_warning("phone", "mobile", _("Ini bukan nomor HP, jadi tidak dapat menerima WhatsApp."))]
    return []


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register knows of one business, as it is kept."""

    phone: str
    region_code: str
    address: str = ""
    nibs: Sequence[str] = ()
    nik: str = ""
    npwp: str = ""


def check_all(facts: Facts, *, today: date, regency: str) -> list[Finding]:
    """Return every finding on a business, errors first; what is missing is a warning."""
    found = [*check_village(facts.region_code, regency=regency), *check_phone(facts.phone)]
    for nib in facts.nibs:
        found += check_nib(nib)
    found += check_nik(facts.nik, today=today) if facts.nik else [_missing("nik", _("NIK pemilik belum diisi."))]
    found += check_npwp(facts.npwp, today=today) if facts.npwp else []
    if not facts.nibs:
        found.append(_missing("nib", _("NIB belum ada.")))
    if not facts.address.strip():
        found.append(_missing("address", _("Alamat produksi belum diisi.")))
    return sorted(found, key=lambda one: one.severity)  # "error" stands before "warning"


def _error(field: str, code: str, message: str) -> Finding:
    return Finding(field, f"{field}.{code}", Severity.ERROR, message)


def _warning(field: str, code: str, message: str) -> Finding:
    return Finding(field, f"{field}.{code}", Severity.WARNING, message)


def _missing(field: str, message: str) -> Finding:
    return _warning(field, "missing", message)
