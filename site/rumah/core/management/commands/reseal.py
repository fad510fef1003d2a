"""`manage.py reseal`: after a new key was put in front, seal everything with it, so that the old key may go."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Model

from rumah.core.hashed import HashOf
from rumah.core.locking import locked
from rumah.core.sealed import SealedField

BATCH = 500


class Command(BaseCommand):
    """Goes through every sealed column; safe to run at any time, to interrupt and to repeat."""

    help = "Segel ulang semua kolom rahasia dengan kunci pertama FIELD_ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal anew, table by table, and say how many rows."""
        for model in apps.get_models():
            names = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedField | HashOf)]
            if names:
                self.stdout.write(f"{model._meta.label}: {reseal(model, names)}")


def reseal(model: type[Model], names: list[str]) -> int:
    """Read and write the sealed columns of a table, `BATCH` rows a transaction; return how many rows."""
    rows = model._default_manager.order_by("pk")
    count, last = 0, None
    while True:
        with transaction.atomic():
            some = rows.filter(pk__gt=last) if last is not None else rows
            keys = list(some.values_list("pk", flat=True)[:BATCH])
            for row in locked(rows.filter(pk__in=keys)):
                row.save(update_fields=names)
        if not keys:
            return count
        count, last = count + len(keys), keys[-1]
