"""Count up to a limit in one statement, so that a crowd cannot count past it."""

from typing import Any

from django.db import connection
from django.db.models import F, Model

_COUNT = """
INSERT INTO {table} ({columns}, used, allowed) VALUES ({marks}, 1, %s)
ON CONFLICT ({columns}) DO UPDATE SET used = {table}.used + 1, allowed = excluded.allowed
WHERE {table}.used < excluded.allowed
"""


def count_one(model: type[Model], *, allowed: int, **key: Any) -> bool:
    """Add one to the counter of `key` (columns of its unique constraint); False when it stands at `allowed` already.

    Looking first and adding later would let everybody who looks at once see the last place free.
    """
    if allowed < 1:
        return False
    fields = {field.column: field for field in model._meta.concrete_fields}
    values = [fields[column].get_db_prep_value(value, connection) for column, value in key.items()]
    sql = _COUNT.format(
        table=model._meta.db_table, columns=", ".join(key), marks=", ".join(["%s"] * len(key))
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, allowed])
        return bool(cursor.rowcount == 1)


def give_one_back(model: type[Model], **key: Any) -> None:
    """Take one off the counter of `key`, never below nothing."""
    model._default_manager.filter(**key, used__gt=0).update(used=F("used") - 1)
