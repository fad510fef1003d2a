"""Indonesian phone numbers: read as people write them, stored as E.164."""

import re
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext as _

from rumah.core.errors import DomainError


def parse_phone(text: str, *, mobile: bool = False) -> str:
    """Return E.164 (`+6281234567890`) from `0812…`, `+62 812-…` or `62812…`.

    Raises DomainError when it is no Indonesian number, or no mobile one where `mobile` is asked for.
    """
    digits = re.sub(r"[\s().\-\u2010-\u2015]", "", text.strip())
    if digits.startswith("62"):
        digits = f"+{digits}"
    elif digits.startswith("8"):
        digits = f"0{digits}"
    message = _("Nomor telepon tidak dikenali. Tulis misalnya 0812 3456 7890.")
    if not re.fullmatch(r"\+?[0-9]{8,15}", digits):
        raise DomainError(message)
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        raise DomainError(message) from None
    if number.country_code != 62 or not phonenumbers.is_possible_number(number):
        raise DomainError(message)
    national = str(number.national_number)
    if mobile and not (national.startswith("8") and 9 <= len(national) <= 12):
        raise DomainError(_("Tulis nomor HP Indonesia yang dimulai dengan 08."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(e164: str) -> str:
    """Return `0812-3456-7890`, the way people here write it."""
    if not e164.startswith("+62"):
        return e164
    national = f"0{e164[3:]}"
    return "-".join(part for part in (national[:4], national[4:8], national[8:]) if part)


def mask_phone(e164: str) -> str:
    """Return `0812-****-7890`: enough to recognise one's own number, not enough to learn another's."""
    national = f"0{e164.removeprefix('+62')}"
    return f"{national[:4]}-****-{national[-4:]}"


def whatsapp_link(e164: str, text: str = "") -> str:
    """Return a wa.me link (digits only) that opens a chat with `text` already written."""
    link = f"https://wa.me/{e164.lstrip('+')}"
    return f"{link}?text={quote(text)}" if text else link
