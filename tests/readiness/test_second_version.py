"""Version 2: the photo check's verdict counts, and a change of the shelf is counted without anybody asking."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from products.catalogue.changes import changed, note_changed, take
from products.catalogue.kept_models import ChangedShelf
from products.catalogue.models import ProductPhoto
from products.catalogue.offer import reword
from products.catalogue.photos.check import VERSION
from products.catalogue.photos.judge import unjudged
from products.labels.keep import keep_facts
from products.labels.typed import Typed
from products.readiness import second_version
from products.readiness.answer import answer
from products.readiness.assess import assess
from products.readiness.models import Rubric
from products.readiness.tasks import recount_changed
from rumah.accounts.found import found as found_groups
from rumah.businesses.models import Business
from rumah.core import clock
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.catalogue import ProductFactory
from tests.factories.money import PDF
from tests.factories.people import UserFactory

# Of what version 2 was counted with, as FROZEN in test_rubric.
FROZEN = "f789c346a588de0c"
BEFORE, AFTER = datetime(2026, 10, 30, 3, tzinfo=UTC), datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def photos(business: Business, *findings: dict[str, Any], side: int = 900) -> None:
    product = ProductFactory(business=business)
    for number, found in enumerate(findings):
        ProductPhoto.objects.create(
            product=product, original=f"{number}.jpg", width=side, height=side, source_digest=str(number),
            findings=found,
        )  # fmt: skip


def said(*problems: str) -> dict[str, Any]:
    return {"version": VERSION, "problems": list(problems)}


def points(business: Business) -> tuple[int, int]:
    newest = assess(business=business)
    return newest.rubric.version, newest.results["photos"]["points"]


def test_the_second_version_stays_as_it_was_counted_with() -> None:
    words = json.dumps([[*map(list, second_version.LEVELS)], [*map(list, second_version.ITEMS)]], default=str)
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == FROZEN
    assert sum(item.points for item in second_version.ITEMS) == 100


@pytest.mark.parametrize(
    ("findings", "worth"),
    [
        ([said(), said("cluttered"), said("uneven")], 4),
        ([said(), said(), {}], 4),
        ([said(), said(), said("blurred")], 0),
        ([said(), said("dark"), said(), said()], 4),
        ([said(), said("bright"), said("dark")], 0),
    ],
)
def test_a_photo_counts_when_it_is_sharp_and_well_lit(
    shop: Business, rubric: Rubric, at: Callable[[datetime], None], findings: list[dict[str, Any]], worth: int
) -> None:
    photos(shop, *findings)
    at(BEFORE)
    assert points(shop) == (1, 4)
    at(AFTER)
    assert points(shop) == (2, worth)


def test_the_new_version_lowers_nobody_without_notice(shop: Business, at: Callable[[datetime], None]) -> None:
    photos(shop, said("blurred"), said("dark"), said())
    at(BEFORE)
    first = assess(business=shop)
    at(AFTER)
    told = assess(business=shop)
    assert (told.rubric.version, told.shown, told.falls_to) == (2, first.shown, first.shown - 4)
    assert (told.falls_on, told.lost) == (date(2026, 12, 2), ["photos"])
    assert "Tiap produk punya tiga foto yang baik" in OutboxMessage.objects.get().body


def test_a_change_of_the_shelf_is_counted_once_it_is_quiet(
    shop: Business, at: Callable[[datetime], None], django_capture_on_commit_callbacks: Any
) -> None:
    product = ProductFactory(business=shop)
    at(AFTER)
    for words in ("Keripik satu", "Keripik dua"):
        reword(product=product, name=words, description="", actor=None)
    assert ChangedShelf.objects.get().business == shop
    assert recount_changed() == 0
    at(AFTER + timedelta(seconds=44))
    assert recount_changed() == 0
    at(AFTER + timedelta(seconds=46))
    with django_capture_on_commit_callbacks(execute=True):
        assert recount_changed() == 1
    assert (recount_changed(), ChangedShelf.objects.count()) == (0, 0)
    keep_facts(product=product, typed=Typed(), seen=0, actor=None)
    assert ChangedShelf.objects.get().business == shop


def test_the_newest_change_comes_first_and_one_that_was_changed_since_is_left(shop: Business) -> None:
    now = clock.now()
    note_changed([shop.pk])
    ChangedShelf.objects.update(changed_at=now - timedelta(hours=1))
    assert changed(before=now, most=5) == [shop.pk]
    note_changed([shop.pk])
    assert take(shop.pk, before=now) is False
    assert take(shop.pk, before=clock.now()) is True


def test_photos_no_check_has_seen_are_found(shop: Business) -> None:
    photos(shop, said(), said())
    assert unjudged(shop.products.all(), most=5) == []
    for older in ({}, {"version": VERSION - 1, "problems": []}):
        photos(shop, said(), older)
        newest = shop.products.order_by("-pk")[0]
        assert newest.pk in unjudged(shop.products.all(), most=5)


def test_staff_open_what_shows_an_answer_and_leave_a_trace(client: Client, shop: Business, rubric: Rubric) -> None:
    found_groups()
    item = rubric.items.get(code="cashbook")
    row = answer(business=shop, item=item, value="yes", text="<b>Buku</b>", actor=None, content=PDF)
    where = f"/staf/naik-kelas/bukti/{row.pk}/"
    assessment = f"/staf/assessment/inspect/{shop.assessments.get().pk}/"
    client.force_login(UserFactory())
    assert client.get(where).status_code in {302, 403}
    editor, verifier = UserFactory(), UserFactory()
    for person, group in ((editor, "Editor"), (verifier, "Verifikator")):
        person.groups.add(Group.objects.get(name=group))
    client.force_login(editor)
    assert client.get(where).status_code == 302
    assert not AuditEntry.objects.filter(verb="readiness.evidence_opened").exists()
    client.force_login(verifier)
    page = client.get(assessment).content.decode()
    assert where in page
    assert "&lt;b&gt;Buku&lt;/b&gt;" in page
    assert b"".join(client.get(where)) == PDF  # type: ignore[arg-type]
    entry = AuditEntry.objects.get(verb="readiness.evidence_opened")
    assert (entry.actor, entry.business_id, entry.data) == (verifier, shop.pk, {"code": "cashbook"})
