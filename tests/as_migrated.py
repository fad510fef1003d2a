"""What the migrations wrote, put back after each test that committed.

Django's own way, `serialized_rollback`, does not work here. It saves object by object, and a signal on the way may ask
for a content type that is not back yet: it is made anew, and the old one then breaks the unique key. And it hangs on
the connection, of which Playwright brings a second one: its event loop makes this thread an asynchronous one.
"""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

# By way of `base`: on PostgreSQL nobody has imported it before, and the two import each other.
from django.db.backends.sqlite3.base import DatabaseOperations


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
    """Let Django's flush empty append-only tables on SQLite, whose triggers see DELETEs (PostgreSQL's TRUNCATE is not).

    On the class: Playwright brings a second connection, which must be as able as the first.
    """
    flush = DatabaseOperations.sql_flush

    def around(self: DatabaseOperations, style: Any, tables: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger_%'")
            triggers = cursor.fetchall()
        gone, back = [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]
        return [*gone, *flush(self, style, tables, **kwargs), *back]

    DatabaseOperations.sql_flush = around
