"""Two who fill in one label at once, on PostgreSQL."""

import time
from typing import Any

import pytest

from products.catalogue.models import Product
from products.labels import keep
from products.labels.models import LabelFacts
from rumah.core.errors import Conflict
from tests.factories.labels import food, labelled, typed_for
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def save_all(monkeypatch: pytest.MonkeyPatch, product: Product) -> list[Any]:
    """Save four different contents from pages that saw the same label."""
    kept = keep._kept
    # Between reading the version and writing the next passes what a slower machine takes.
    monkeypatch.setattr(keep, "_kept", lambda row, names: (kept(row, names), time.sleep(0.1))[0])
    typed = [typed_for(product, net=str(net)) for net in (100, 200, 300, 400)]
    return crowd(
        [lambda one=one: keep.keep_facts(product=product, typed=one, seen=1, actor=None) for one in typed]
    )  # fmt: skip


def test_one_of_many_savers_wins_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    product = food()
    labelled(product)
    results = save_all(monkeypatch, product)
    (winner,) = (result for result in results if not isinstance(result, Exception))
    assert [type(result) for result in results if isinstance(result, Exception)] == [Conflict] * 3
    row = LabelFacts.objects.get()
    assert (row.version, row.net) == (2, winner.net)


def test_without_the_lock_a_save_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""
    monkeypatch.setattr(keep, "locked_row", lambda _model, _pk: None)
    product = food()
    labelled(product)
    results = save_all(monkeypatch, product)
    assert len([result for result in results if not isinstance(result, Exception)]) > 1
