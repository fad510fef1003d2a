"""Files as spreadsheets save them: a BOM or none, `,` `;` or a tab, any line end, UTF-8 or Windows-1252."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from rumah.core.cells import as_typed
from rumah.core.errors import DomainError

CHUNK = 1 << 20
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is to be read. `encoding` is a Python codec name."""

    path: Path
    encoding: str
    delimiter: str
    headings: tuple[str, ...]

    @property
    def is_legacy(self) -> bool:
        """Whether it is not UTF-8, which the person should be told."""
        return self.encoding == "cp1252"


def inspect(path: Path) -> Source:
    """Find out how `path` is written. Raises DomainError when it is no text table, or has no heading line."""
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="", errors="replace") as file:
            first = file.readline(64_000)
            delimiter = max(DELIMITERS, key=lambda mark: _outside_quotes(first, mark))
            file.seek(0)
            headings = tuple(next(csv.reader(file, delimiter=delimiter), []))
    except OSError as error:
        message = _("%(file)s tidak dapat dibaca: %(reason)s.")
        raise DomainError(message % {"file": path.name, "reason": error.strerror}) from error
    except csv.Error as error:
        raise DomainError(_("%(file)s bukan tabel CSV.") % {"file": path.name}) from error
    if not any(heading.strip() for heading in headings):
        raise DomainError(_("%(file)s kosong: baris pertama harus berisi judul kolom.") % {"file": path.name})
    return Source(path, encoding, delimiter, headings)


def _outside_quotes(text: str, mark: str) -> int:
    return sum(part.count(mark) for part in text.split('"')[::2])


def _encoding(path: Path) -> str:
    """Read the whole file once, a piece at a time: one wrong byte near the end decides as well."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            message = _("%(file)s adalah berkas Excel. Simpan dulu sebagai CSV UTF-8.")
            raise DomainError(message % {"file": path.name})
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        piece = start
        try:
            while piece:
                decoder.decode(piece)
                piece = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def rows(source: Source) -> Iterator[tuple[int, list[str] | None]]:
    """Yield (row number as a spreadsheet shows it, cells). Empty rows are passed over; None is a row that is no CSV.

    Raises OSError when the file disappears meanwhile.
    """
    with _open(source) as file:
        reader = csv.reader(file, delimiter=source.delimiter)
        next(reader)
        number = 1
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield number, None
                continue
            if any(cell.strip() for cell in cells):
                yield number, [as_typed(cell) for cell in cells]


def _open(source: Source) -> IO[str]:
    # Windows-1252 leaves five bytes open; they become visible marks instead of an error in the middle.
    return source.path.open(encoding=source.encoding, newline="", errors="replace")
