"""Where rows wait between reading and writing: a private SQLite file that vanishes when it is closed.

The importer keeps nothing that grows with the files in memory; what must be compared across rows is compared here.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

File = Literal["business", "product"]

SCHEMA = """
CREATE TABLE business (row INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, fields TEXT NOT NULL);
CREATE TABLE product (row INTEGER PRIMARY KEY, business TEXT NOT NULL, code TEXT NOT NULL, fields TEXT NOT NULL);
CREATE INDEX product_key ON product (business, code, row);
CREATE TABLE flaw (file TEXT NOT NULL, row INTEGER NOT NULL, heading TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX flaw_row ON flaw (file, row);
CREATE TABLE picture (business TEXT NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
                      row INTEGER NOT NULL, PRIMARY KEY (business, code, name));
CREATE INDEX picture_name ON picture (name);
CREATE TABLE photo (name TEXT PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, wanted INTEGER DEFAULT 0);
CREATE TABLE correction (row INTEGER PRIMARY KEY, cells TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong in one cell: `row` as a spreadsheet shows it, `heading` as the file spells it."""

    file: File
    row: int
    heading: str
    message: str


@dataclass(slots=True)
class Item:
    """One product as the file wants it: its own fields, and one dict a variant (with its `row`)."""

    business: str
    code: str
    row: int
    fields: dict[str, Any]
    variants: list[dict[str, Any]] = field(default_factory=list)


class Spool:
    """The waiting rows. Use as a context manager."""

    def __init__(self) -> None:
        # An empty name is a temporary file that SQLite itself removes.
        self.db = sqlite3.connect("")
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_exc: object) -> None:
        self.db.close()

    def flaw(self, flaw: Flaw) -> None:
        """Note what is wrong."""
        self.db.execute("INSERT INTO flaw VALUES (?, ?, ?, ?)", (flaw.file, flaw.row, flaw.heading, flaw.message))

    def flaws(self) -> Iterator[Flaw]:
        """Yield all that is wrong: businesses first, by row."""
        for row in self.db.execute("SELECT * FROM flaw ORDER BY file, row, rowid"):
            yield Flaw(*row)

    def flaw_count(self) -> int:
        """Return how much is wrong."""
        return int(self.scalar("SELECT count(*) FROM flaw"))

    def scalar(self, sql: str, values: Iterable[Any] = ()) -> Any:
        """Return the one value of a query, or None."""
        row = self.db.execute(sql, tuple(values)).fetchone()
        return row[0] if row else None

    def corrected(self, row: int, file: File) -> list[str] | None:
        """Return the cells that take the place of a row, if there are any; only products can be corrected so."""
        cells = self.scalar("SELECT cells FROM correction WHERE row = ?", [row]) if file == "product" else None
        return json.loads(cells) if cells else None

    def add_business(self, row: int, code: str, fields: dict[str, Any]) -> int | None:
        """Keep a row; return the earlier row with the same code instead when there is one."""
        earlier: int | None = self.scalar("SELECT row FROM business WHERE code = ?", [code])
        if earlier is None:
            self.db.execute("INSERT INTO business VALUES (?, ?, ?)", (row, code, json.dumps(fields)))
        return earlier

    def add_product(self, row: int, business: str, code: str, fields: dict[str, Any]) -> None:
        """Keep a row of the products file."""
        self.db.execute("INSERT INTO product VALUES (?, ?, ?, ?)", (row, business, code, json.dumps(fields)))

    def businesses(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Yield (row, code, fields) in the file's order."""
        with closing(self.db.cursor()) as cursor:
            for row, code, fields in cursor.execute("SELECT row, code, fields FROM business ORDER BY row"):
                yield row, code, json.loads(fields)

    def product_rows(self) -> Iterator[list[tuple[int, str, str, dict[str, Any]]]]:
        """Yield the rows of one product together, (row, business, code, fields) each, in the file's order."""
        with closing(self.db.cursor()) as cursor:
            cursor.execute("SELECT business, code, row, fields FROM product ORDER BY business, code, row")
            for (business, code), group in groupby(cursor, key=lambda found: (found[0], found[1])):
                yield [(row, business, code, json.loads(fields)) for _business, _code, row, fields in group]
