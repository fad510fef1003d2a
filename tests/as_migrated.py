"""What the migrations wrote, put back after each test that committed.

Django's own way, `serialized_rollback`, does not work here. It saves object by object, and a signal on the way may ask
for a content type that is not back yet: it is made anew, and the old one then breaks the unique key. And it hangs on
the connection, of which Playwright brings a second one: its event loop makes this thread an asynchronous one.
"""

from contextlib import AbstractContextManager
from functools import partialmethod
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction


class Blocker(Protocol):
    def unblock(self) -> AbstractContextManager[None]: ...


class AsMigrated:
    """The rows of every table as they were after the migrations; kept and written as plain rows, without signals."""

    def __init__(self, blocker: Blocker) -> None:
        self.blocker = blocker
        self.rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
        with blocker.unblock(), connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own tables
                if rows := cursor.fetchall():
                    self.rows[table] = ([column[0] for column in cursor.description], rows)

    def restore(self) -> None:
        """Empty every table and write these rows."""
        quoted = connection.ops.quote_name
        with self.blocker.unblock():
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
            with transaction.atomic(), connection.cursor() as cursor:
                for table, (columns, rows) in self.rows.items():
                    names, marks = ", ".join(map(quoted, columns)), ", ".join(["%s"] * len(columns))
                    cursor.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", rows)  # noqa: S608
            ContentType.objects.clear_cache()


def allow_flush() -> None:
    """Let Django's flush empty append-only tables, and only tables that have rows.

    SQLite's triggers see DELETEs, so they step aside. PostgreSQL's TRUNCATE makes a new file for each of 200 tables,
    which takes longer than most tests: there the few rows are deleted, triggers and foreign keys looking away.
    On the class: Playwright brings a second connection, which must be as able as the first.
    """
    operations = type(connection.ops)
    flush = operations.sql_flush
    around = _beside_triggers if connection.vendor == "sqlite" else _only_what_is_there
    operations.sql_flush = partialmethod(around, flush)  # type: ignore[method-assign,assignment]


def _beside_triggers(self: Any, flush: Any, style: Any, tables: Any, **kwargs: Any) -> list[str]:
    with self.connection.cursor() as cursor:
        kept = "tbl_name LIKE 'ledger_%' OR tbl_name LIKE 'readiness_rubric%'"
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND ({kept})")  # noqa: S608
        triggers = cursor.fetchall()
    gone, back = [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]
    return [*gone, *flush(self, style, tables, **kwargs), *back]


def _only_what_is_there(self: Any, flush: Any, style: Any, tables: Any, **kwargs: Any) -> list[str]:
    names = {table: self.quote_name(table) for table in tables}
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name})" for table, name in names.items()]  # noqa: S608
    with self.connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        if not asked or cursor.fetchone() != ("on",):
            return list(flush(self, style, tables, **kwargs))
        cursor.execute(" UNION ALL ".join(asked))
        filled = [names[table] for (table,) in cursor.fetchall()]
    deletes = [f"DELETE FROM {name}" for name in filled]  # noqa: S608  # our own tables
    return ["SET LOCAL session_replication_role = replica", *deletes] if deletes else []
