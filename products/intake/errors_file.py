"""The error file: the rows that are wrong, why, and where they stood; to be corrected and fed again."""

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from products.intake import reading
from products.intake.columns import FLAW_COLUMN, IGNORED, ROW_COLUMN, normal
from products.intake.reading import Source
from products.intake.staging import File, Spool
from rumah.core.cells import harmless

# Sorted by SQLite, in its own temporary file when there are many.
ROWS: dict[File, str] = {
    "business": "SELECT DISTINCT row FROM flaw WHERE file = 'business' AND row > 1 ORDER BY row",
    "product": (
        "SELECT row FROM flaw WHERE file = 'product' AND row > 1 UNION SELECT row FROM correction"
        " UNION SELECT other.row FROM product JOIN product AS other"
        " ON other.business = product.business AND other.code = product.code"
        " WHERE product.row IN (SELECT row FROM flaw WHERE file = 'product') ORDER BY 1"
    ),
}


def write_errors(spool: Spool, source: Source, file: File) -> Path | None:
    """Write `<name>-galat.csv` beside the source and return its path, or None when no row of it is wrong.

    All rows of a product come along when one of them is wrong: alone they could not be read. So do rows that were
    corrected already, as they are now: the file that corrected them may be the one that is replaced here. Written as
    UTF-8 with a BOM, which is what spreadsheets open without asking.
    """
    if spool.scalar("SELECT 1 FROM flaw WHERE file = ? AND row > 1 LIMIT 1", [file]) is None:
        return None
    path = source.path.with_name(f"{source.path.stem.removesuffix('-galat')}-galat.csv")
    keep = [at for at, heading in enumerate(source.headings) if normal(heading) not in IGNORED]
    # The source may itself be the error file of the last try, so it is replaced only after it was read.
    draft = path.with_suffix(".tulis")
    with draft.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=source.delimiter)
        writer.writerow([*(harmless(source.headings[at]) for at in keep), ROW_COLUMN, FLAW_COLUMN])
        for number, cells in _cells(spool, source, file):
            row = [cells[at] if at < len(cells) else "" for at in keep]
            writer.writerow([*map(harmless, row), str(number), harmless(_flaws(spool, file, number))])
    draft.replace(path)
    return path


def _cells(spool: Spool, source: Source, file: File) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows to write. File and query are walked side by side: in memory there is one row of each."""
    wanted = _rows(spool, file)
    next_number = next(wanted, None)
    for number, cells in reading.rows(source):
        while next_number is not None and next_number < number:
            next_number = next(wanted, None)
        if number == next_number and (row := spool.corrected(number, file) or cells) is not None:
            yield number, row


def _rows(spool: Spool, file: File) -> Iterator[int]:
    with closing(spool.db.cursor()) as cursor:
        for (row,) in cursor.execute(ROWS[file]):
            yield row


def _flaws(spool: Spool, file: File, row: int) -> str:
    found = spool.db.execute("SELECT heading, message FROM flaw WHERE file = ? AND row = ?", (file, row))
    return " ".join(f"{heading}: {message}" if heading else message for heading, message in found)
