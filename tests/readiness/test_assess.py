from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from products.readiness.answer import answer
from products.readiness.assess import assess
from products.readiness.models import Answer, Assessment, Readiness, Rubric, RubricItem
from products.readiness.queries import current, report
from products.readiness.seeing import facts
from products.readiness.tasks import assess_due, enrol, recount
from rumah.businesses.models import Business
from rumah.businesses.permits import add_permit, remove_permit
from rumah.core import clock
from rumah.core.errors import DomainError, Unavailable
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import PDF, bought
from tests.factories.orders import SHIP
from tests.factories.selling import banked, sold

# In the tests the house takes QRIS: every shop has two points for the half of it.
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def move(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    move(NOW)
    return move


def said(item: RubricItem, business: Business, value: str = "yes", **more: Any) -> Answer:
    given = {"text": "", "actor": business.memberships.get().user, **more}
    return answer(business=business, item=item, value=value, **given)


def test_nothing_is_counted_before_the_first_version(db: None) -> None:
    business = BusinessFactory()
    with pytest.raises(Unavailable, match="belum tersedia"):
        assess(business=business)
    assert (current(business), assess_due()) == (None, 0)


def test_a_new_shop_is_counted_once_and_twice_is_once(
    shop: Business, rubric: Rubric, at: Callable[[datetime], None], django_assert_max_num_queries: Any
) -> None:
    PermitFactory(business=shop, kind="nib", number="1234567890123")
    with django_assert_max_num_queries(24):
        first = assess(business=shop)
    assert (first.score, first.shown, first.level, first.rubric.version) == (8, 8, "rintisan", 1)
    with django_assert_max_num_queries(18):
        assert assess(business=shop) == first
    assert Assessment.objects.count() == 1
    assert AuditEntry.objects.filter(verb="readiness.assess").count() == 1
    row = Readiness.objects.get()
    assert (row.newest, row.checked_at, row.due_at) == (first, NOW, NOW + timedelta(days=7))


def test_a_rise_counts_at_once_and_a_new_level_is_told(shop: Business, rubric: Rubric, at: Any) -> None:
    assess(business=shop)
    for kind, number in (("nib", "1234567890123"), ("pirt", "206351012345678"), ("halal", "ID" + "1" * 17)):
        add_permit(business=shop, kind=kind, number=number, actor=None)
    for code in ("label", "cashbook"):
        said(rubric.items.get(code=code), shop)
    newest = assess(business=shop)
    assert (newest.shown, newest.level) == (33, "modern")
    bodies = list(OutboxMessage.objects.values_list("body", flat=True))
    assert len(bodies) == 1
    assert "Selamat! Usaha Anda mencapai tingkat Modern dengan nilai 33 dari 100." in bodies[0]


def test_a_fall_is_told_and_counts_after_thirty_days_only(shop: Business, rubric: Rubric, at: Any) -> None:
    permit = add_permit(business=shop, kind="nib", number="1234567890123", actor=None)
    assess(business=shop)
    remove_permit(permit=permit, actor=None)
    told = assess(business=shop)
    assert (told.score, told.shown, told.falls_to, told.falls_on) == (2, 8, 2, date(2026, 4, 1))
    assert told.lost == ["nib"]
    assert [line.item.code for line in report(told).lost] == ["nib"]
    message = OutboxMessage.objects.get()
    assert message.to == shop.memberships.get().user.phone
    assert "sekarang 8. Pada 1 April 2026 menjadi 2 bila tidak diperbaiki." in message.body
    assert "Yang berubah: Usaha memiliki NIB." in message.body
    assert f"/toko-saya/{shop.slug}/naik-kelas/" in message.body

    at(datetime(2026, 3, 31, 16, 59, tzinfo=UTC))  # 23.59 WIB of the day before
    assert assess(business=shop).shown == 8
    assert Readiness.objects.get().due_at == datetime(2026, 3, 31, 17, tzinfo=UTC)
    assert OutboxMessage.objects.count() == 1
    at(datetime(2026, 3, 31, 17, tzinfo=UTC))
    assert assess_due() == 1
    fallen = current(shop)
    assert fallen is not None
    assert (fallen.shown, fallen.falls_on) == (2, None)
    assert "turun dari 8 menjadi 2" in OutboxMessage.objects.order_by("-pk")[0].body
    assert assess_due() == 0


def test_what_is_mended_in_time_never_fell(shop: Business, rubric: Rubric, at: Any) -> None:
    permit = add_permit(business=shop, kind="nib", number="1234567890123", actor=None)
    assess(business=shop)
    remove_permit(permit=permit, actor=None)
    assess(business=shop)
    add_permit(business=shop, kind="nib", number="1234567890124", actor=None)
    mended = assess(business=shop)
    assert (mended.shown, mended.falls_on, mended.lost) == (8, None, [])


def test_an_answer_is_kept_with_what_shows_it_and_counts(shop: Business, rubric: Rubric, at: Any) -> None:
    item = rubric.items.get(code="cashbook")
    row = said(item, shop, "partly", text="  Buku   kas sejak Januari ", content=PDF)
    assert (row.value, row.text, row.answered_at) == ("partly", "Buku kas sejak Januari", NOW)
    assert row.file.read() == PDF
    newest = current(shop)
    assert newest is not None
    assert newest.results["cashbook"] == {"result": "partly", "points": 3, "data": {"said": 1}}
    said(item, shop, "yes")
    again = Answer.objects.get()
    assert (again.value, again.file.name) == ("yes", row.file.name)


def test_a_wrong_answer_changes_nothing_and_hears_everything(shop: Business, rubric: Rubric, at: Any) -> None:
    with pytest.raises(DomainError) as error:
        said(rubric.items.get(code="nib"), shop, "perhaps", text="x" * 501, content=b"GIF89a")
    assert [problem.field for problem in error.value.problems] == [None, "value", "text", "file"]
    assert (Answer.objects.count(), Assessment.objects.count()) == (0, 0)


def test_the_clock_counts_those_that_are_due(shop: Business, rubric: Rubric, at: Any) -> None:
    BusinessFactory(standing="draft", verified_at=None)
    assert (enrol(), enrol()) == (2, 0)
    assert (assess_due(), assess_due()) == (2, 0)
    at(NOW + timedelta(days=7))
    assert assess_due() == 2
    assert Assessment.objects.count() == 2


def test_facts_come_from_real_orders(shop: Business, rubric: Rubric, django_assert_max_num_queries: Any) -> None:
    product = ProductFactory(business=shop, description="x" * 90)
    variant = VariantFactory(product=product, price=20_000, stock=50)
    for _time in range(2):
        sold(variant, 2, delivery=SHIP)
    bought({variant: 1})
    banked(shop)
    with django_assert_max_num_queries(13):
        read = facts.read(shop)
    assert [(one.region_code, one.buyer) for one in read.sales] == [("35.10.24", "+6281234567890")] * 2
    assert (read.sold_recently, read.sold_before, read.replies) == (80_000, 0, [True, True])
    assert (read.has_account, [one.letters for one in read.shelf]) == (True, [90])
    two = Assessment.objects.count()
    newest = assess(business=shop)
    assert (two, newest.results["outside_village"]["points"], newest.results["sales"]["points"]) == (0, 2, 2)


def test_an_order_left_lying_counts_as_late(shop: Business, rubric: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    bought({VariantFactory(product=ProductFactory(business=shop)): 1})
    assert facts.read(shop).replies == []
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert facts.read(shop).replies == [False]


def test_the_task_counts_one_business_and_passes_over_one_that_is_gone(shop: Business, rubric: Rubric) -> None:
    recount.call(shop.pk)
    recount.call(shop.pk + 1)
    assert Readiness.objects.get().business == shop
