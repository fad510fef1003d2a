"""Row locks with manners: inside a transaction only, in primary-key order, with a short wait."""

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connections
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from rumah.core.errors import Conflict

M = TypeVar("M", bound=Model)
WAIT = "3s"


def locked(queryset: QuerySet[M]) -> list[M]:
    """Lock the rows of `queryset` in primary-key order and return them, already read.

    An unevaluated `select_for_update` locks nothing, hence a list. SQLite has taken its one write lock when the
    transaction began (IMMEDIATE), so there the rows are just read.
    Raises RuntimeError outside a transaction and Conflict when another keeps a row longer than 3 seconds: the caller's
    transaction is over then, and nothing more can be written in it.
    """
    connection = connections[queryset.db]
    if not connection.in_atomic_block:
        raise RuntimeError("locked() needs a transaction")
    ordered = queryset.order_by("pk")
    if not connection.features.has_select_for_update:
        return list(ordered)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s", [WAIT])
    try:
        return list(ordered.select_for_update(of=("self",)))
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "55P03":
            raise Conflict(_("Data ini sedang diubah orang lain. Coba lagi sebentar lagi.")) from error
        raise


def locked_one(queryset: QuerySet[M]) -> M:
    """Lock and return exactly one row. Raises ObjectDoesNotExist when there is none."""
    rows = locked(queryset)
    if not rows:
        raise ObjectDoesNotExist(f"{queryset.model.__name__} to lock does not exist")
    (row,) = rows
    return row
