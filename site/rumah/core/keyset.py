"""Keyset paging: the next page starts after the last row seen, so page 1,000 costs what page 1 costs."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows of one page; `next_cursor` is empty on the last one."""

    rows: list[R]
    next_cursor: str


def encode(values: Sequence[object]) -> str:
    """Return an opaque, URL-safe cursor for the values of the ordering fields."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    text = json.dumps(plain, separators=(",", ":"), default=str)  # dates and UUIDs read back from their text
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str, model: type[Model], order: Sequence[str]) -> list[Any] | None:
    """Return the values, typed by the model's fields, or None for a cursor that is not one of ours."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor[:400] + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        fields = [model._meta.get_field(name.lstrip("-")) for name in order]
        typed = [field.to_python(value) for field, value in zip(fields, values, strict=True)]  # type: ignore[union-attr]
    except Exception:  # whatever a stranger wrote there, it is not a cursor
        return None
    if any(value is None or (isinstance(value, int) and abs(value) >= 2**63) for value in typed):
        return None
    return typed


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition for rows after `values` in the mixed ascending/descending `order`."""
    condition = Q()
    for depth, name in enumerate(order):
        equal = {field.lstrip("-"): value for field, value in zip(order[:depth], values[:depth], strict=True)}
        side = "lt" if name.startswith("-") else "gt"
        condition |= Q(**equal, **{f"{name.lstrip('-')}__{side}": values[depth]})
    # The leading field alone lets the index start in the right place; the exact condition then decides.
    lead = f"{order[0].lstrip('-')}__{'lte' if order[0].startswith('-') else 'gte'}"
    return Q(**{lead: values[0]}) & condition


def page(queryset: QuerySet[M, R], *, order: Sequence[str], cursor: str = "", size: int = 24) -> Page[R]:
    """Return one page of `queryset` in `order` (not nullable, unique as a whole, last one usually `-id`).

    Rows are what the queryset yields, models or named tuples that have the ordering fields. A cursor that cannot be
    read gives the first page.
    """
    values = decode(cursor, queryset.model, order) if cursor else None
    if values is not None:
        queryset = queryset.filter(after(order, values))
    rows = list(queryset.order_by(*order)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    last = [getattr(rows[-1], name.lstrip("-")) for name in order] if more else []
    return Page(rows=rows, next_cursor=encode(last) if more else "")
