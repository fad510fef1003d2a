"""What the house holds on people. Each room declares its tables; a person's file and the register are read from here.

A room calls `holds` in the `ready()` of its apps.py. A test walks every model and fails for one nobody declared.
UU PDP 27/2022: article 20 names the legal grounds, article 31 asks for the register of processing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Manager, Model, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from rumah.core.errors import Text
from rumah.core.sealed import SealedField, masked

ROWS_AT_ONCE = 500


class Ground(TextChoices):
    """The legal ground, of UU PDP article 20(2)."""

    CONTRACT = "contract", _("perjanjian dengan Anda")
    CONSENT = "consent", _("persetujuan Anda")
    LAW = "law", _("kewajiban hukum")
    PUBLIC_TASK = "public_task", _("tugas pelayanan publik")
    INTEREST = "interest", _("kepentingan sah: layanan aman dan dapat diperiksa")


class Erasure(TextChoices):
    """What erasing the person must do to a row."""

    DELETE = "delete", _("dihapus")
    ANONYMISE = "anonymise", _("tetap ada tanpa nama Anda")
    KEEP = "keep", _("tetap disimpan")


class Term(TextChoices):
    """How long a row is needed."""

    ACCOUNT = "account", _("selama akun Anda ada")
    BUSINESS = "business", _("selama usaha terdaftar")
    DONE = "done", _("sampai selesai atau Anda hentikan")
    TRANSACTION = "transaction", _("10 tahun sejak transaksi (PP 80/2019)")
    TRAIL = "trail", _("selama diperlukan untuk pemeriksaan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one table holds on a person.

    `model` is `app.Model`; `of` are the lookups that lead from a row to its person (none: nobody can tell whose a row
    is); `fields` are what the person gets in their file, and sealed ones are given masked.
    """

    model: str
    what: Text
    purpose: Text
    ground: Ground
    erasure: Erasure
    term: Term
    of: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    recipients: tuple[Text, ...] = ()

    def rows_of(self, person: Any) -> QuerySet[Model]:
        """Return the person's rows and nobody else's, in the order of their keys."""
        rows: Manager[Model] = apps.get_model(self.model)._base_manager
        if not self.of:
            return rows.none()
        mine = Q(*((lookup, person.pk) for lookup in self.of), _connector=Q.OR)
        # Inside a subquery, because a lookup through members would repeat rows.
        return rows.filter(pk__in=rows.filter(mine).values("pk")).order_by("pk")

    def export(self, person: Any) -> Iterator[dict[str, Any]]:
        """Yield the person's rows, some hundred at a time in memory; sealed values are masked."""
        if not self.fields:
            return
        sealed = {field.name for field in apps.get_model(self.model)._meta.fields if isinstance(field, SealedField)}
        for row in self.rows_of(person).values(*self.fields).iterator(chunk_size=ROWS_AT_ONCE):
            yield {name: masked(value) if name in sealed and value else value for name, value in row.items()}


_held: dict[str, Held] = {}
_no_person: set[str] = set()


def holds(*declarations: Held) -> None:
    """Declare what a room holds on people; `ready()` may run twice."""
    _held.update((one.model.lower(), one) for one in declarations)


def no_person(*models: str) -> None:
    """Declare tables whose names and addresses are of things, never of people."""
    _no_person.update(model.lower() for model in models)


def declared() -> list[Held]:
    """Return every declaration, in the order of the tables' names."""
    return [_held[model] for model in sorted(_held)]


def is_declared(model: type[Model]) -> bool:
    """Whether a room has said what this table holds."""
    return model._meta.label_lower in _held or model._meta.label_lower in _no_person
