"""A moment as a number of quarter-hours, told by the database: reading thousands of datetimes costs far more."""

from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class Quarter(Func):
    """The quarter-hours since 1970 (UTC) at which a stored moment lies."""

    output_field = IntegerField()
    template = "CAST(EXTRACT(EPOCH FROM %(expressions)s) AS bigint) / 900"

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Return none: the databases answer with whole numbers, and there are thousands of them."""
        return []

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """Return the same for SQLite, which keeps moments as texts in UTC."""
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer) / 900"
        return super().as_sql(compiler, connection, template=template, **extra)
