"""Reads whose SQL Django writes once in a process: on a page asked for all day, writing it costs more than running it.

Only the values change from call to call. The rows are what the queryset itself would give: models with their
relations, tuples or named tuples.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Value = int | str | UUID | tuple[int, ...] | tuple[str, ...]
# Stand-ins within every integer column's range, and texts that nobody types.
NUMBER, TEXT = 2_000_000_011, "\ue000%d\ue001"


class _Gap(NamedTuple):
    """Whose value goes here, which part of a tuple, and whether this database takes a UUID as digits."""

    name: str
    place: int
    digits: bool


class _Written(NamedTuple):
    """SQL, its parameters, and for each the name and place of the value that goes there (None: it stays)."""

    sql: str
    params: Sequence[Any]
    gaps: Sequence["_Gap | None"]
    compiler: SQLCompiler
    queryset: QuerySet[Any, Any]


class Prepared(Generic[Row]):
    """`Prepared(lambda slug: Product.objects.filter(slug=slug))(slug="kopi")` gives the list of rows.

    Values are whole numbers, texts, UUIDs, or tuples for `__in` (each length is written once). The queryset may
    not look at them, turn them into something else, or depend on anything but them; LIMIT is a number in it. Raises
    LookupError where a value would have no place in the SQL.
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
        filled = [
            param if gap is None else _part(values[gap.name], gap)
            for param, gap in zip(written.params, written.gaps, strict=True)
        ]
        return _run(written, tuple(filled))


def _shape(value: Value) -> tuple[type, int]:
    return (type(value[0]), len(value)) if isinstance(value, tuple) else (type(value), -1)


def _samples(values: dict[str, Value]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, (name, value) in enumerate(values.items()):
        kind, length = _shape(value)
        made = [_sample(kind, number * 1000 + n) for n in range(abs(length))]
        found[name] = made if length >= 0 else made[0]
    return found


def _sample(kind: type, number: int) -> int | str | UUID:
    if kind is UUID:
        return UUID(int=NUMBER + number)
    return TEXT % number if kind is str else NUMBER + number


def _part(value: Value, gap: _Gap) -> int | str | UUID:
    if isinstance(value, tuple):
        return value[gap.place]
    return value.hex if gap.digits and isinstance(value, UUID) else value


def _write(queryset: QuerySet[Any, Any], values: dict[str, Value]) -> _Written:
    compiler = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    places: dict[Any, _Gap] = {}
    for name, sample in _samples(values).items():
        for place, part in enumerate(sample if isinstance(sample, list) else [sample]):
            places[part] = _Gap(name, place, digits=False)
            if isinstance(part, UUID):
                places[part.hex] = _Gap(name, place, digits=True)
    gaps = [places.get(param) if isinstance(param, int | str | UUID) else None for param in params]
    if missing := {gap[:2] for gap in places.values()} - {gap[:2] for gap in gaps if gap}:
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
    once._iterable_class = written.queryset._iterable_class  # type: ignore[attr-defined]
    once._fields = written.queryset._fields  # type: ignore[attr-defined]
    once._prefetch_related_lookups = written.queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    return list(once)
