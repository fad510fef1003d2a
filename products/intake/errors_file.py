"""The error file: the rows that are wrong, why, and where they stood; to be corrected and fed again."""

import csv
from pathlib import Path

from products.intake import reading
from products.intake.columns import FLAW_COLUMN, IGNORED, ROW_COLUMN, normal
from products.intake.reading import FORMULA, QUOTE, Source
from products.intake.staging import File, Spool


def write_errors(spool: Spool, source: Source, file: File) -> Path | None:
    """Write `<name>-galat.csv` beside the source and return its path, or None when no row of it is wrong.

    All rows of a product come along when one of them is wrong: alone they could not be read. Written as UTF-8 with
    a BOM, which is what spreadsheets open without asking.
    """
    wrong = _rows(spool, file)
    if not wrong:
        return None
    path = source.path.with_name(f"{source.path.stem.removesuffix('-galat')}-galat.csv")
    keep = [at for at, heading in enumerate(source.headings) if normal(heading) not in IGNORED]
    # The source may itself be the error file of the last try, so it is replaced only after it was read.
    draft = path.with_suffix(".tulis")
    with draft.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=source.delimiter)
        writer.writerow([*(source.headings[at] for at in keep), ROW_COLUMN, FLAW_COLUMN])
        for number, cells in reading.rows(source):
            if number in wrong and cells is not None:
                row = [cells[at] if at < len(cells) else "" for at in keep]
                writer.writerow([*map(_safe, row), str(number), _safe(_flaws(spool, file, number))])
    draft.replace(path)
    return path


def _rows(spool: Spool, file: File) -> set[int]:
    own = {row for (row,) in spool.db.execute("SELECT DISTINCT row FROM flaw WHERE file = ? AND row > 1", (file,))}
    if file == "business":
        return own
    together = (
        "SELECT other.row FROM product JOIN product AS other"
        " ON other.business = product.business AND other.code = product.code"
        " WHERE product.row IN (SELECT row FROM flaw WHERE file = 'product')"
    )
    return own | {row for (row,) in spool.db.execute(together)}


def _flaws(spool: Spool, file: File, row: int) -> str:
    found = spool.db.execute("SELECT heading, message FROM flaw WHERE file = ? AND row = ?", (file, row))
    return " ".join(f"{heading}: {message}" if heading else message for heading, message in found)


def _safe(cell: str) -> str:
    return f"{QUOTE}{cell}" if cell.startswith(FORMULA) else cell
