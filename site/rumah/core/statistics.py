"""What PostgreSQL knows of its tables, kept up inside long writes."""

from django.db import connection
from django.db.models import Model


def is_due(written: int) -> bool:
    """Whether plans should be made anew after the chunk of this number: the 8th, 16th, 32nd and so on."""
    return written >= 8 and written & (written - 1) == 0


def learn(*models: type[Model]) -> None:
    """Count these tables anew and let plans made for their former size go; SQLite plans without counting.

    A transaction that fills a table is not seen by the server's own counting before it ends. Statements planned while
    the table was small would then read all of it for each row.
    """
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")
