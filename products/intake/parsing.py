"""One parser a kind of cell: text as people and spreadsheets write it → the value we keep.

Every parser takes text without surrounding space and raises DomainError with a sentence for the person.
"""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from products.catalogue.models import MOST_DAYS
from products.catalogue.states import Halal, Status
from rumah.businesses.states import Sector, Standing
from rumah.core.errors import DomainError
from rumah.core.money import parse_rupiah
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line, clean_text

MAX_PIECES = 1_000_000
MAX_GRAMS = 500_000
MAX_MM = 5_000
TAGS = 12

HALAL = {
    "ya": Halal.CERTIFIED, "sudah": Halal.CERTIFIED, "bersertifikat": Halal.CERTIFIED, "halal": Halal.CERTIFIED,
    "belum": Halal.NOT_YET, "tidak": Halal.NON_HALAL, "tidak halal": Halal.NON_HALAL,
    "tidak berlaku": Halal.NOT_APPLICABLE, "-": Halal.NOT_APPLICABLE,
}  # fmt: skip
STANDING = {"draf": Standing.DRAFT, "draft": Standing.DRAFT, "terverifikasi": Standing.VERIFIED}
STATUS = {"draf": Status.DRAFT, "draft": Status.DRAFT, "tampil": Status.PUBLISHED, "published": Status.PUBLISHED}


def line(limit: int) -> Callable[[str], str]:
    """Return a parser of one line of at most `limit` characters."""
    return _limited(clean_line, limit)


def paragraphs(limit: int) -> Callable[[str], str]:
    """Return a parser of text of several lines, at most `limit` characters together."""
    return _limited(clean_text, limit)


def _limited(clean: Callable[[str], str], limit: int) -> Callable[[str], str]:
    def parse(text: str) -> str:
        value = clean(text)
        if len(value) > limit:
            message = _("Teks ini %(length)d huruf; paling banyak %(limit)d.")
            raise DomainError(message % {"length": len(value), "limit": limit})
        return value

    return parse


def code(text: str) -> str:
    """Return a code of up to 40 letters, digits, dots, dashes, slashes and underscores."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}", text):
        raise DomainError(_("Kode hanya boleh huruf, angka, titik, garis, paling banyak 40."))
    return text


def one_of(words: dict[str, str], listed: str) -> Callable[[str], str]:
    """Return a parser of one word out of `words`; `listed` is how the choices are told."""

    def parse(text: str) -> str:
        found = words.get(clean_line(text).casefold())
        if found is None:
            raise DomainError(_("“%(text)s” tidak dikenal. Pilih: %(list)s.") % {"text": text[:40], "list": listed})
        return str(found)

    return parse


halal = one_of(dict(HALAL), "ya, belum, tidak")
standing = one_of(dict(STANDING), "draf, terverifikasi")
status = one_of(dict(STATUS), "draf, tampil")


def sector(text: str) -> str:
    """Return the sector by its word or its label."""
    words = {value.casefold(): value for value in Sector.values}
    words |= {str(label).casefold(): value for value, label in Sector.choices}
    return one_of(words, ", ".join(Sector.values))(text)


def price(text: str) -> int:
    """Return rupiah above zero."""
    if text.startswith("-"):
        raise DomainError(_("Harga tidak boleh negatif."))
    amount = parse_rupiah(text)
    if amount == 0:
        raise DomainError(_("Harga harus lebih dari nol."))
    return amount


def pieces(text: str) -> int:
    """Return a whole number of pieces, 0 to 1,000,000; `1.000` is a thousand."""
    if re.fullmatch(r"-\s*\d+", text):
        raise DomainError(_("Stok tidak boleh negatif."))
    digits = text.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) else text
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        raise DomainError(_("“%(text)s” bukan jumlah. Tulis angka bulat, misalnya 25.") % {"text": text[:40]})
    if int(digits) > MAX_PIECES:
        raise DomainError(_("Stok paling banyak 1.000.000."))
    return int(digits)


def days(text: str) -> int:
    """Return a whole number of days, 1 to 180."""
    match = re.fullmatch(r"([0-9]{1,3})\s*(?:hari)?", text, re.IGNORECASE)
    if not match or not 1 <= int(match.group(1)) <= MOST_DAYS:
        raise DomainError(_("“%(text)s” bukan lama pembuatan. Tulis hari, 1 sampai 180.") % {"text": text[:40]})
    return int(match.group(1))


def grams(text: str) -> int:
    """Return whole grams above zero from `250`, `250 g`, `1.250 g`, `0,25 kg` or `1.5 kg`.

    `1.250 kg` could be read in two ways and is refused.
    """
    match = re.fullmatch(r"([0-9]{1,9}(?:[.,][0-9]{1,3})*)\s*(kg|g|gr|gram)?\.?", text, re.IGNORECASE)
    problem = DomainError(_("“%(text)s” bukan berat. Tulis misalnya 250, 250 g, atau 0,25 kg.") % {"text": text[:40]})
    if not match:
        raise problem
    number, unit = match.group(1), (match.group(2) or "g").lower()
    if unit == "kg":
        if re.search(r"\.\d{3}$", number) or len(re.findall(r"[.,]", number)) > 1:
            raise problem
        whole, _dot, fraction = number.replace(",", ".").partition(".")
        value = int(whole) * 1000 + int(fraction.ljust(3, "0") or 0)
    else:
        plain = re.sub(r",0+$", "", number)
        if not re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", plain):
            raise problem
        value = int(plain.replace(".", ""))
    if not 0 < value <= MAX_GRAMS:
        raise DomainError(_("Berat harus antara 1 gram dan 500 kg."))
    return value


def centimetres(text: str) -> int:
    """Return millimetres from centimetres: `12`, `12,5` or `12.5 cm`."""
    match = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]))?0*\s*(?:cm)?", text, re.IGNORECASE)
    if not match:
        raise DomainError(_("“%(text)s” bukan ukuran. Tulis sentimeter, misalnya 12,5.") % {"text": text[:40]})
    value = int(match.group(1)) * 10 + int(match.group(2) or 0)
    if value > MAX_MM:
        raise DomainError(_("Ukuran paling besar 500 cm."))
    return value


def day(text: str) -> str:
    """Return an ISO date from `31/12/2027`, `31-12-2027`, `31.12.2027` or `2027-12-31`."""
    patterns = (r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
    for pattern in patterns:
        if match := re.fullmatch(pattern, text):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                break
    message = _("“%(text)s” bukan tanggal. Tulis misalnya 31/12/2027 atau 2027-12-31.")
    raise DomainError(message % {"text": text[:40]})


def words(text: str) -> list[str]:
    """Return tags parted by `|`, each once whatever its case."""
    found: dict[str, str] = {}
    for part in text.split("|"):
        if word := clean_line(part):
            found.setdefault(word.casefold(), word)
    if any(len(word) > 40 for word in found) or len(found) > TAGS:
        raise DomainError(_("Paling banyak 12 tag, masing-masing paling banyak 40 huruf."))
    return sorted(found.values(), key=str.casefold)


def file_names(text: str) -> list[str]:
    """Return photo file names parted by `|`, in their order."""
    names = list(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))
    if len(names) > 12:
        raise DomainError(_("Satu produk memuat paling banyak 12 foto."))
    return names


def phone(text: str) -> str:
    """Return E.164."""
    return parse_phone(text)


def email(text: str) -> str:
    """Return a lower-case e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise DomainError(_("“%(text)s” bukan alamat surel.") % {"text": text[:40]}) from None
    return text.lower()


def website(text: str) -> str:
    """Return an http(s) address; `https://` is added where it is missing."""
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise DomainError(_("“%(text)s” bukan alamat situs.") % {"text": text[:40]}) from None
    if len(address) > 200:
        raise DomainError(_("Alamat situs terlalu panjang."))
    return address


def account(limit: int) -> Callable[[str], str]:
    """Return a parser of a social-media name, with or without `@` or the address around it."""

    def parse(text: str) -> str:
        path = urlsplit(text).path if "://" in text else text
        name = path.strip("/@ ").rsplit("/", 1)[-1].lstrip("@")
        if not re.fullmatch(r"[A-Za-z0-9._-]+", name) or len(name) > limit:
            raise DomainError(_("“%(text)s” bukan nama akun.") % {"text": text[:40]})
        return name

    return parse
