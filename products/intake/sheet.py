"""An XLSX file as the CSV the importer reads: the first sheet, cell by cell, within limits a phone's file never meets.

A workbook is a ZIP of XML. What it claims to unpack to is added up before anything is unpacked; the XML is read by
defusedxml, which refuses entities; rows and cells are counted while they are read.
"""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.xml import DEFUSEDXML

from rumah.core.errors import DomainError

MAX_UNPACKED = 30 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 10_000


def is_sheet(path: Path) -> bool:
    """Whether the file is a ZIP, as every XLSX is."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def as_csv(path: Path, target: Path) -> Path:
    """Write the workbook's first sheet as UTF-8 CSV into `target`, every row where it was, and return `target`.

    Raises DomainError for what is no workbook, is larger than the limits, or carries XML that could do harm.
    """
    if not DEFUSEDXML:
        raise RuntimeError("workbooks are read with defusedxml only")
    try:
        _weigh(path)
        # As an open file: a name without `.xlsx` would be refused for its name.
        with path.open("rb") as file, target.open("w", encoding="utf-8", newline="") as out:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            csv.writer(out).writerows(_rows(book))
    except DomainError:
        raise
    except Exception as error:  # a broken or made-up workbook breaks openpyxl in many ways; none is ours to tell apart
        raise DomainError(_refusal(error)) from error
    return target


def _refusal(error: Exception) -> str:
    if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
        return _("Berkas ini memuat isi yang tidak aman. Simpan ulang sebagai XLSX atau CSV.")
    return _("Berkas ini bukan lembar kerja XLSX yang dapat dibaca. Simpan ulang lalu coba lagi.")


def _weigh(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        infos = parts.infolist()
    # A part never gives more than it claims: `zipfile` stops there.
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise DomainError(_("Berkas ini terlalu besar setelah dibuka. Bagi menjadi beberapa berkas."))


def _rows(book: Any) -> Iterator[list[str]]:
    if not book.worksheets:
        raise DomainError(_("Berkas ini tidak berisi lembar kerja."))
    sheet = book.worksheets[0]
    # What the sheet says of its own size is not believed.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MAX_ROWS + 1:
            raise too_many_rows()
        if len(cells) > MAX_COLUMNS and any(cell is not None for cell in cells[MAX_COLUMNS:]):
            raise DomainError(_("Lembar ini berisi lebih dari 60 kolom."))
        yield [_text(cell) for cell in cells[:MAX_COLUMNS]]


def too_many_rows() -> DomainError:
    """Return the refusal of a file with too many rows."""
    return DomainError(_("Sekali impor paling banyak 5.000 baris. Bagi menjadi beberapa berkas."))


def _text(cell: Any) -> str:
    """Return a cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return str(cell)[:MAX_CELL]
