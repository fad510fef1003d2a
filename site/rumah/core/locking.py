"""Row locks with manners: inside a transaction only, in primary-key order, with a short wait."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connections, router
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from rumah.core.errors import Conflict
from rumah.core.prepared import Prepared, Value

M = TypeVar("M", bound=Model)
WAIT = "SET LOCAL lock_timeout = '3s'"


def locked(queryset: QuerySet[M]) -> list[M]:
    """Lock the rows of `queryset` in primary-key order and return them, already read.

    An unevaluated `select_for_update` locks nothing, hence a list. SQLite has taken its one write lock when the
    transaction began (IMMEDIATE), so there the rows are just read.
    Raises RuntimeError outside a transaction and Conflict when another keeps a row longer than 3 seconds: the caller's
    transaction is over then, and nothing more can be written in it.
    """
    if not connections[queryset.db].in_atomic_block:
        raise RuntimeError("locked() needs a transaction")
    return _briefly(queryset.db, lambda: list(queryset.order_by("pk").select_for_update(of=("self",))))


def _briefly(alias: str, read: Callable[[], list[M]]) -> list[M]:
    connection = connections[alias]
    if not connection.features.has_select_for_update:
        return read()
    with connection.cursor() as cursor:
        cursor.execute(WAIT)
    try:
        return read()
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "55P03":
            raise Conflict(_("Data ini sedang diubah orang lain. Coba lagi sebentar lagi.")) from error
        raise


def locked_row(model: type[M], pk: int | UUID) -> M:
    """Lock and return the row of `model` with this primary key, as `locked_one` does, at half its cost."""
    rows: list[M] = locked_by(model, _by_key(model), pk=pk)
    if not rows:
        raise ObjectDoesNotExist(f"{model.__name__} to lock does not exist")
    return rows[0]


def locked_by(model: type[M], read: Prepared[M], **values: Value) -> list[M]:
    """Lock what a prepared read of `model` finds; its queryset orders by key and asks for the lock itself."""
    alias = router.db_for_write(model)
    if not connections[alias].in_atomic_block:
        raise RuntimeError("locked_by() needs a transaction")
    return _briefly(alias, lambda: read(**values))


@cache
def _by_key(model: type[M]) -> Prepared[M]:
    rows = model._default_manager
    return Prepared(lambda pk: rows.filter(pk=pk).order_by("pk").select_for_update(of=("self",)))


def locked_one(queryset: QuerySet[M]) -> M:
    """Lock and return exactly one row. Raises ObjectDoesNotExist when there is none."""
    rows = locked(queryset)
    if not rows:
        raise ObjectDoesNotExist(f"{queryset.model.__name__} to lock does not exist")
    (row,) = rows
    return row
