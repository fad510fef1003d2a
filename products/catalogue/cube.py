"""Sums over the cube of filter counts, in one statement written out: it is asked for on every new set of filters.

Each way of counting leaves out the filter of what it counts by and obeys the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from products.catalogue.states import Halal

Condition = tuple[str, Sequence[str | int]]
# What a switch of the filters means for a cell.
SWITCHES: dict[str, str] = {
    "halal": f"halal = '{Halal.CERTIFIED.value}'",
    "permit": "has_permit",
    "in_stock": "in_stock",
}
EVERYTHING: Condition = ("1 = 1", ())


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over cells: `by` says which column `key` is of; the other counts are of cells each switch lets through."""

    by: str
    key: str
    count: int
    halal: int
    permit: int
    in_stock: int


def sums(*, category: Condition, district: Condition, band: Condition, common: Sequence[Condition]) -> list[Sum]:
    """Return the sums by category, by district and by price band. Conditions are ours; values travel as parameters."""
    ways = {
        "category_id": [district, band, *common],
        "district_code": [category, band, *common],
        "price_band": [category, district, *common],
    }
    counted = ", ".join(f"COALESCE(SUM(count) FILTER (WHERE {clause}), 0)" for clause in SWITCHES.values())
    parts: list[str] = []
    values: list[str | int] = []
    for column, conditions in ways.items():
        where = " AND ".join(f"({clause})" for clause, _values in conditions)
        parts.append(
            f"SELECT '{column}', CAST({column} AS text), SUM(count), {counted} "  # noqa: S608  # words of ours
            f"FROM catalogue_facetcell WHERE {where} GROUP BY {column}"
        )
        values += [value for _clause, own in conditions for value in own]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return [Sum(by, key, *map(int, counts)) for by, key, *counts in cursor.fetchall()]


def among(column: str, values: Sequence[str | int]) -> Condition:
    """Return the condition that `column` is one of `values`."""
    return (f"{column} IN ({', '.join(['%s'] * len(values))})", values) if values else ("1 = 0", ())
