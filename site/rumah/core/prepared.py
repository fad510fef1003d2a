"""Reads whose SQL Django writes once in a process: on a page asked for all day, writing it costs more than running it.

Only the values change from call to call. The rows are what the queryset itself would give: models with their
relations, tuples or named tuples.
"""

import copy
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
One = int | str | UUID | date
Value = One | tuple[int, ...] | tuple[str, ...]
# Stand-ins within every integer column's range, texts that nobody types, and a time long gone.
NUMBER, TEXT, DAY = 2_000_000_011, "\ue000%d\ue001", datetime(1001, 1, 1, tzinfo=UTC)


class _Written(NamedTuple):
    """SQL, its parameters, and for each the name and place of the value that goes there (None: it stays)."""

    sql: str
    params: Sequence[Any]
    gaps: Sequence[tuple[str, int] | None]
    compiler: SQLCompiler
    queryset: QuerySet[Any, Any]


class Prepared(Generic[Row]):
    """`Prepared(lambda slug: Product.objects.filter(slug=slug))(slug="kopi")` gives the list of rows.

    Values are whole numbers, texts, UUIDs, dates, moments, or tuples for `__in` (each length is written once). The
    queryset may not look at them, turn them into something else, or depend on anything but them; LIMIT is a number in
    it. Raises LookupError where a value would have no place in the SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self.known: dict[tuple[Any, ...], _Written] = {}

    def __call__(self, **values: Value) -> list[Row]:
        """Run it with these values."""
        shape = tuple((name, _shape(value)) for name, value in values.items())
        written = self.known.get(shape)
        if written is None:
            written = self.known[shape] = _write(self.build(**_samples(values)), values)
        connection = connections[written.queryset.db]
        filled = [
            param if gap is None else _adapted(_part(values[gap[0]], gap[1]), connection)
            for param, gap in zip(written.params, written.gaps, strict=True)
        ]
        return _run(written, tuple(filled))

    def first(self, **values: Value) -> Row | None:
        """Run it and return its first row, or None; the queryset finds few."""
        return next(iter(self(**values)), None)


def _shape(value: Value) -> tuple[type, int]:
    return (_kind(value[0]), len(value)) if isinstance(value, tuple) else (_kind(value), -1)


def _kind(value: One) -> type:
    # A moment is a date too, hence the order; members of enumerations count as what they are.
    return next(kind for kind in (int, str, UUID, datetime, date) if isinstance(value, kind))


def _samples(values: dict[str, Value]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, (name, value) in enumerate(values.items()):
        kind, length = _shape(value)
        made = [_sample(kind, number * 1000 + n) for n in range(abs(length))]
        found[name] = made if length >= 0 else made[0]
    return found


def _sample(kind: type, number: int) -> One:
    if kind is datetime:
        return DAY + timedelta(days=number)
    if kind is date:
        return DAY.date() + timedelta(days=number)
    if kind is UUID:
        return UUID(int=NUMBER + number)
    return TEXT % number if kind is str else NUMBER + number


def _part(value: Value, place: int) -> One:
    return value[place] if isinstance(value, tuple) else value


def _adapted(value: One, connection: BaseDatabaseWrapper) -> Any:
    """Return the value as this database is given it: SQLite knows neither UUIDs nor times."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return value.value if isinstance(value, Enum) else value


def _write(queryset: QuerySet[Any, Any], values: dict[str, Value]) -> _Written:
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    places = {
        _adapted(part, compiler.connection): (name, place)
        for name, sample in _samples(values).items()
        for place, part in enumerate(sample if isinstance(sample, list) else [sample])
    }
    gaps = [places.get(param) if isinstance(param, One) else None for param in params]
    if missing := set(places.values()) - set(gaps):
        raise LookupError(f"no place in the SQL for {sorted(missing)}")
    return _Written(sql, tuple(params), gaps, compiler, queryset)


def _run(written: _Written, params: tuple[Any, ...]) -> list[Any]:
    """Let the queryset's own iterable read the rows; only its compiler is told what to say."""
    compiler = copy.copy(written.compiler)
    compiler.connection = connections[written.queryset.db]
    compiler.as_sql = lambda *_args, **_options: (written.sql, params)  # type: ignore[method-assign]
    query = copy.copy(written.queryset.query)
    query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
    once: QuerySet[Any, Any] = written.queryset.__class__(written.queryset.model, query, written.queryset.db)
    once._iterable_class = written.queryset._iterable_class
    once._fields = written.queryset._fields  # type: ignore[attr-defined]
    once._prefetch_related_lookups = written.queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    return list(once)
