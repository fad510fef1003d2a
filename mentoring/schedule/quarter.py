"""A moment as a number of quarter-hours, told by the database: reading thousands of datetimes costs far more."""

from typing import Any

from django.db.models import Aggregate, Field, Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class Quarter(Func):
    """The quarter-hours since 1970 (UTC) at which a stored moment lies."""

    output_field: Field[Any, Any] = IntegerField()
    template = "CAST(EXTRACT(EPOCH FROM %(expressions)s) AS bigint) / 900"

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Return none: the databases answer with whole numbers, and there are thousands of them."""
        return []

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """Return the same for SQLite, which keeps moments as texts in UTC."""
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer) / 900"
        return super().as_sql(compiler, connection, template=template, **extra)


class Quarters(Aggregate):
    """All quarter-hours of a group; each moment lies on one.

    A row for each of thousands costs more than everything done with them. Read them with `numbers`:
    PostgreSQL answers with a list, SQLite with a text.
    """

    template = "array_agg(CAST(EXTRACT(EPOCH FROM %(expressions)s) AS bigint) / 900)"
    output_field: Field[Any, Any] = IntegerField()

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Return none."""
        return []

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """Return the same for SQLite: from the Julian day, which it tells in half the time, 96 quarters each."""
        template = "group_concat(CAST(julianday(%(expressions)s) * 96 + 0.5 AS integer) - 234296400)"
        return super().as_sql(compiler, connection, template=template, **extra)


def numbers(answer: str | list[int]) -> list[int]:
    """Return what `Quarters` gathered, in no order."""
    return list(map(int, answer.split(","))) if isinstance(answer, str) else answer
