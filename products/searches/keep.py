"""Keep a search: what a shopper looks for, as the catalogue's address says it."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.catalogue.queries import Filters
from products.searches.models import SavedSearch, SearchReader
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.text import clean_line

MOST = 20
WEEK = timedelta(days=7)
# How a list is sorted says nothing about what is in it.
SILENT = {"sort"}


@transaction.atomic
def keep(*, user: Any, filters: Filters, address: str, name: str) -> SavedSearch:
    """Keep a search under `name`; the same one twice is one, with its newest name, and runs again if it was paused.

    `address` is the query of the catalogue's address without sort and page. Raises DomainError where nothing is
    narrowed or the name is too long, Conflict above 20.
    """
    wanted = _said(filters)
    if not wanted or not address:
        raise DomainError(_("Tulis kata pencarian atau pilih saringan dulu."))
    name = clean_line(name)
    if not name or len(name) > 80:
        raise DomainError(Problem(_("Isi nama, paling banyak 80 huruf."), "name"))
    _lock(user)
    mine = SavedSearch.objects.filter(user=user)
    known = mine.filter(address=address).first()
    if known:
        return _again(known, name)
    if mine.count() >= MOST:
        raise Conflict(_("Anda sudah menyimpan 20 pencarian. Hapus salah satu dulu."))
    now = clock.now()
    return SavedSearch.objects.create(
        user=user, name=name, address=address[:500], wanted=wanted, told_until=now, created_at=now
    )


def drop(*, user: Any, search_id: int) -> bool:
    """Forget one of the person's searches; False for anybody else's."""
    return bool(SavedSearch.objects.filter(user=user, pk=search_id).delete()[0])


def _lock(user: Any) -> None:
    """Let one request of a person in at a time: a count alone would let two in at once."""
    SearchReader.objects.bulk_create([SearchReader(user=user, next_at=clock.now() + WEEK)], ignore_conflicts=True)
    SearchReader.objects.select_for_update().get(user=user)


def _again(known: SavedSearch, name: str) -> SavedSearch:
    if known.is_paused:
        # What came while it was paused was not wanted.
        known.is_paused, known.told_until = False, clock.now()
    known.name = name
    known.save(update_fields=["name", "is_paused", "told_until"])
    return known


def _said(filters: Filters) -> dict[str, Any]:
    """Return the fields that narrow something."""
    return {
        each.name: value
        for each in fields(filters)
        if each.name not in SILENT and (value := getattr(filters, each.name)) not in ("", None, False)
    }
