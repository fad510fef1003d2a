"""For negative controls: the guards of the code, and those of the database, taken away for a moment."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model


@contextmanager
def without(model: type[Model], *names: str) -> Iterator[None]:
    """Take constraints of a table away; at the end its rows go too, for they may break them."""
    constraints = [one for one in model._meta.constraints if one.name in names]
    assert len(constraints) == len(names)
    with connection.schema_editor() as editor:
        for one in constraints:
            editor.remove_constraint(model, one)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
        with connection.schema_editor() as editor:
            for one in constraints:
                editor.add_constraint(model, one)


@contextmanager
def without_unique(model: type[Model], column: str) -> Iterator[None]:
    """Do the same with the unique key of one column."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        (name,) = [key for key, one in found.items() if one["unique"] and one["columns"] == [column]]
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({column})")


def reading_together(number: int, model: type[Model]) -> Callable[[Any], Any]:
    """Return a `locked_one` that locks nothing, and lets nobody on before `number` have read a row of `model`."""
    gate = threading.Barrier(number)

    def read(rows: Any) -> Any:
        row = rows.get()
        if rows.model is model:
            gate.wait(20)
        return row

    return read
