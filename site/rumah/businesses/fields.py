"""The words of a profile, made safe and checked together, so that a person hears of everything at once."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from rumah.businesses.states import Sector
from rumah.core import regions
from rumah.core.errors import DomainError, Problem
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line

HANDLE = re.compile(r"[A-Za-z0-9._]{1,40}")


@dataclass(frozen=True, slots=True)
class Core:
    """The four things every business has: phone in E.164, region code of a village."""

    name: str
    sector: str
    region_code: str
    phone: str


def check_core(*, name: str, sector: str, region_code: str, phone: str) -> Core:
    """Return the four cleaned. Raises DomainError with every problem, each naming its field."""
    problems: list[Problem] = []
    name = clean_line(name)
    if not 3 <= len(name) <= 120:
        problems.append(Problem(_("Tulis nama usaha, 3 sampai 120 huruf."), "name"))
    if sector not in Sector.values:
        problems.append(Problem(_("Pilih bidang usaha."), "sector"))
    if regions.level(region_code) != 4 or regions.get(region_code) is None:
        problems.append(Problem(_("Pilih desa atau kelurahan tempat usaha."), "region_code"))
    elif regions.ancestor(region_code, 2) != settings.HOUSE_REGENCY:
        problems.append(Problem(_("Pilih desa atau kelurahan di wilayah rumah kreatif ini."), "region_code"))
    number = ""
    try:
        number = parse_phone(phone)
    except DomainError as error:
        problems.append(Problem(str(error), "phone"))
    if problems:
        raise DomainError(*problems)
    return Core(name=name, sector=sector, region_code=region_code, phone=number)


def check_handle(text: str, field: str, host: str) -> tuple[str, list[Problem]]:
    """Return a social name from `@name` or a full address on `host`, with what is wrong about it."""
    handle = re.sub(rf"^(https?://)?(www\.)?{re.escape(host)}/", "", clean_line(text)).split("?")[0].strip("@/ ")
    if handle and not HANDLE.fullmatch(handle):
        return handle, [Problem(_("Tulis nama akun saja, misalnya namatoko."), field)]
    return handle, []


def check_web(email: str, website: str) -> tuple[str, str, list[Problem]]:
    """Return e-mail and address of a site (https added where missing), with what is wrong about them."""
    problems: list[Problem] = []
    email, website = clean_line(email).lower(), clean_line(website)
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems.append(Problem(_("Alamat surel tidak dikenali. Tulis misalnya nama@contoh.id."), "email"))
    if website:
        website = website if "://" in website else f"https://{website}"
        try:
            URLValidator(schemes=["http", "https"])(website)
        except ValidationError:
            problems.append(Problem(_("Alamat situs tidak dikenali. Tulis misalnya https://contoh.id."), "website"))
    return email, website, problems
