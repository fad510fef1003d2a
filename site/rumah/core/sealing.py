"""Turn a plain column into a sealed one: three operations of a migration, in which the rows are sealed between."""

from collections.abc import Callable
from typing import Any

from django.db.migrations import AlterField, RunPython
from django.db.migrations.operations.base import Operation
from django.db.models import TextField

from rumah.core.sealed import SealedField, seal, unseal


def sealing(app: str, model: str, field: str, **kwargs: Any) -> list[Operation]:
    """Return the operations that seal `field`, whose options are `kwargs`; backwards they open it again."""
    rows = RunPython(_each(app, model, field, seal), _each(app, model, field, unseal))
    return [
        AlterField(model, field, TextField(**kwargs)),
        rows,
        AlterField(model, field, SealedField(**kwargs)),
    ]


def _each(app: str, model: str, field: str, change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def run(apps: Any, editor: Any) -> None:
        rows = apps.get_model(app, model).objects.exclude(**{field: ""})
        for pk, text in list(rows.values_list("pk", field)):
            rows.filter(pk=pk).update(**{field: change(text)})

    return run
