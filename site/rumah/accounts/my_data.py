"""A person's own data as one file (UU PDP 27/2022, articles 6 and 13)."""

import json
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.personal_data import Held, declared


def my_data(*, person: User) -> Iterator[str]:
    """Note in the trail that the person takes their data, and return the file in pieces; nothing is stored.

    The file is one JSON object: `made_at` (ISO 8601, UTC) and `data`, a list of `{what, purpose, table, rows}`. Tables
    without a row of the person are left out. Memory holds some hundred rows at most.
    """
    with transaction.atomic():
        audit.record("accounts.data_exported", person, actor=person)
    # Words are looked up now: the pieces leave after the request's language is gone.
    headed = [(held, {"what": str(held.what), "purpose": str(held.purpose)}) for held in declared()]
    return _pieces(person, headed)


def _pieces(person: User, headed: list[tuple[Held, dict[str, str]]]) -> Iterator[str]:
    yield f'{{"made_at": {json.dumps(clock.now().isoformat())}, "data": ['
    first = True
    for held, words in headed:
        rows = held.export(person)
        row = next(rows, None)
        if row is None:
            continue
        head = json.dumps({**words, "table": held.model}, ensure_ascii=False)[:-1]
        yield f'{"" if first else ","}\n{head}, "rows": [\n{_line(row)}'
        first = False
        for row in rows:
            yield f",\n{_line(row)}"
        yield "\n]}"
    yield "\n]}\n"


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
