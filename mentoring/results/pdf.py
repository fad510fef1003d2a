"""A PDF that only shows pages: one that runs, opens, sends or carries anything is refused, not repaired.

A print file must reach the printer as the designer made it, so it is kept byte for byte once it has been looked at.
Names to refuse: ISO 32000-1, 12.6 (actions), 7.11.4 (embedded files), 13 (multimedia), 12.7.8 (XFA).
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from rumah.core.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
# What all streams together may unpack to while they are looked at; real print files stay far below.
MAX_UNPACKED = 80 * 1024 * 1024
MAX_STREAMS = 20_000
HEADER = re.compile(rb"%PDF-[12]\.\d[\r\n ]")
STREAM = re.compile(rb"stream\r?\n")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
# Names of six letters and more do not come about by chance in megabytes of packed pictures.
ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|SubmitForm|ImportData|GoToR|GoToE|Rendition|Encrypt)(?![\w.-])"
)
ZIP_END = b"PK\x05\x06"


def check(raw: bytes) -> None:
    """Raise DomainError for everything that is no plain, whole, unlocked PDF of at most 10 MB."""
    if len(raw) > MAX_BYTES:
        raise DomainError(_("Berkas PDF ini lebih besar dari 10 MB. Perkecil dulu, lalu kirim lagi."))
    body, end, rest = raw.rpartition(b"%%EOF")
    if not HEADER.match(raw) or not end or rest.strip(b"\r\n\0 ") or ZIP_END in body[-70_000:]:
        raise DomainError(_("Berkas PDF ini rusak, atau ada isi lain di dalamnya. Simpan ulang sebagai PDF."))
    if _acts(raw) or any(_acts(part) for part in _unpacked(raw)):
        raise DomainError(
            _("PDF ini terkunci, atau berisi skrip, formulir, atau lampiran. Simpan ulang sebagai PDF untuk cetak.")
        )


def _acts(data: bytes) -> bool:
    """Whether a name that does something stands in `data`, however it is written (`/J#61vaScript`)."""
    return bool(ACTS.search(data)) or bool(b"#" in data and ACTS.search(_plain(data)))


def _plain(data: bytes) -> bytes:
    return ESCAPE.sub(lambda code: bytes([int(code.group(1), 16)]), data)


def _unpacked(raw: bytes) -> Iterator[bytes]:
    """Yield what the packed streams hold, one at a time: objects, and so names, may stand in them."""
    total = 0
    for number, found in enumerate(STREAM.finditer(raw)):
        if number >= MAX_STREAMS:
            raise _bomb()
        try:
            part = zlib.decompressobj().decompress(memoryview(raw)[found.end() :], MAX_UNPACKED - total + 1)
        except zlib.error:
            head = _plain(raw[max(0, found.start() - 400) : found.start()].rpartition(b"obj")[2])
            if b"/ObjStm" in head and b"/Filter" in head:
                # Objects packed in a way we cannot look into.
                yield b"/Encrypt "
            continue
        total += len(part)
        if total > MAX_UNPACKED:
            raise _bomb()
        yield part


def _bomb() -> DomainError:
    return DomainError(_("PDF ini terlalu besar setelah dibuka. Perkecil gambarnya, lalu kirim lagi."))
