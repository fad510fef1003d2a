"""An index over the rows of one table.

PostgreSQL keeps it in a `tsvector` column the model does not know of, SQLite in an FTS5 table beside it; `schema`
makes both. Every word is indexed as written and, on PostgreSQL, by its Indonesian stem too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from rumah.core.search.words import tokenise

M = TypeVar("M", bound=Model)
Part = Literal["all", "name", "rest"]


@dataclass(frozen=True, slots=True)
class Document:
    """What is found of one row, the most telling first: its name, labels, place, and long text."""

    pk: int
    name: str
    labels: str = ""
    place: str = ""
    body: str = ""

    def texts(self) -> tuple[str, str, str, str]:
        """Return the four parts as plain words."""
        name, labels, place, body = (
            " ".join(tokenise(part)) for part in (self.name, self.labels, self.place, self.body)
        )
        return name, labels, place, body


class _Matches(Func):
    """A condition in SQL that names its table `{alias}`: in a subquery Django calls the table something else."""

    output_field = BooleanField()

    def __init__(self, clause: str, values: Sequence[str]) -> None:
        super().__init__(F("pk"))
        self.clause, self.values = clause, tuple(values)

    def as_sql(  # type: ignore[override]  # Func's templates are not for this
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str, ...]]:
        """Return the clause, with the table as this query calls it."""
        column, _values = compiler.compile(self.get_source_expressions()[0])
        return self.clause.replace("{alias}", column.rpartition(".")[0]), self.values


class Index:
    """The index over `table`. Table names are ours, never a stranger's; everything else travels as a parameter."""

    def __init__(self, table: str) -> None:
        self.table = table

    def write(self, documents: Sequence[Document]) -> None:
        """Put these rows' words into the index, in place of what it had of them."""
        rows = [(document.pk, *document.texts()) for document in documents]
        if not rows:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                columns = [list(column) for column in zip(*rows, strict=True)]
                cursor.execute(_PG_WRITE.format(table=self.table), columns)
            else:
                cursor.executemany(_LITE_FORGET.format(table=self.table), [(row[0],) for row in rows])
                cursor.executemany(_LITE_WRITE.format(table=self.table), rows)

    def filter(self, queryset: QuerySet[M], words: Sequence[str], part: Part = "all") -> QuerySet[M]:
        """Return the rows in which every word occurs, as a whole word or as its beginning.

        `name` wants all of them in the name; `rest` wants those that `all` has and `name` has not.
        """
        clause, values = self._pg(words, part) if connection.vendor == "postgresql" else self._sqlite(words, part)
        return queryset.filter(_Matches(clause, values))

    def _pg(self, words: Sequence[str], part: Part) -> tuple[str, list[str]]:
        one = "(to_tsquery('simple', %s) || to_tsquery('indonesian', %s))"
        everywhere = f"{{alias}}.search @@ ({' && '.join([one] * len(words))})"
        everywhere_values = [text for word in words for text in (f"{word}:*", word)]
        # Words are letters and digits alone, so they need no escaping inside the quotes.
        in_name, in_name_value = "{alias}.search @@ %s::tsquery", " & ".join(f"'n={word}':*" for word in words)
        if part == "name":
            return f"({in_name})", [in_name_value]
        if part == "rest":
            return f"({everywhere} AND NOT {in_name})", [*everywhere_values, in_name_value]
        return f"({everywhere})", everywhere_values

    def _sqlite(self, words: Sequence[str], part: Part) -> tuple[str, list[str]]:
        everywhere = " AND ".join(f'"{word}"*' for word in words)
        in_name = f"name : ({everywhere})"
        found = f"(SELECT rowid FROM {self.table}_search WHERE {self.table}_search MATCH %s)"  # noqa: S608  # a table of ours
        if part == "rest":
            return f"({{alias}}.id IN {found} AND {{alias}}.id NOT IN {found})", [everywhere, in_name]
        return f"({{alias}}.id IN {found})", [in_name if part == "name" else everywhere]


_LITE_FORGET = "DELETE FROM {table}_search WHERE rowid = %s"
_LITE_WRITE = "INSERT INTO {table}_search(rowid, name, labels, place, body) VALUES (%s, %s, %s, %s, %s)"
# A row whose words stayed the same is not written again: each new version would have to enter every index.
# Words of the name stand there once more with a mark: a weight is not in the GIN index and not in the planner's
# statistics, so a word common in descriptions but in no name would be looked for in every row.
_PG_WRITE = """
UPDATE {table} SET search = new.search FROM (
  SELECT pk,
    setweight(to_tsvector('simple', name) || to_tsvector('indonesian', name), 'A')
    || setweight(to_tsvector('simple', labels) || to_tsvector('indonesian', labels), 'B')
    || setweight(to_tsvector('simple', place), 'C')
    || array_to_tsvector(ARRAY(SELECT 'n=' || word FROM unnest(string_to_array(name, ' ')) AS word WHERE word <> ''))
    || setweight(to_tsvector('simple', body) || to_tsvector('indonesian', body), 'D') AS search
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[]) AS given(pk, name, labels, place, body)
) AS new WHERE {table}.id = new.pk AND {table}.search IS DISTINCT FROM new.search
"""
