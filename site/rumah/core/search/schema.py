"""The index in the database, for migrations: `RunPython(partial(create, table=…), partial(drop, table=…))`."""

from typing import Any


def create(apps: Any, editor: Any, *, table: str) -> None:
    """Add the column and its GIN index, or the FTS5 table. Django's models do not know of either."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {table} ADD COLUMN search tsvector")
        # Without the pending list a search never has to read through what writers left there.
        editor.execute(f"CREATE INDEX {table}_search ON {table} USING gin (search) WITH (fastupdate = off)")
        # The planner chooses between index and newest-first by how often a word occurs; 100 words are too few to know.
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN search SET STATISTICS 1000")
    else:
        editor.execute(
            f"CREATE VIRTUAL TABLE {table}_search USING fts5(name, labels, place, body, "
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )


def drop(apps: Any, editor: Any, *, table: str) -> None:
    """Take away what `create` made."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {table} DROP COLUMN search")
    else:
        editor.execute(f"DROP TABLE {table}_search")
