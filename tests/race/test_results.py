import time
from functools import partial

import pytest
from django.db import transaction

from mentoring.results import live
from mentoring.results.affirm import affirm
from mentoring.results.approve import approve
from mentoring.results.models import Deliverable, Outcome, Publication, Remark
from mentoring.results.revise import Spot, revise
from mentoring.results.rows import move
from mentoring.results.states import ResultState
from mentoring.results.submit import Words, submit, submit_again
from mentoring.results.undo import undo
from products.catalogue.models import Product
from products.traffic.models import ProductDay
from products.traffic.record import record
from products.traffic.tally import Seen
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.results import NAME, handed_in, held
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD = 12


@pytest.fixture
def owner():
    return MembershipFactory()


@pytest.fixture
def row(owner):
    product = ProductFactory(business=owner.business, name="Keripik", description="Enak.")
    VariantFactory(product=product)
    return handed_in(held(owner, product))


def kinds(results):
    return sorted(type(result).__name__ for result in results)


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_approving_at_once_puts_it_live_once(owner, row, apart):
    results = crowd([partial(approve, actor=owner.user, deliverable=row, version=1)] * CROWD, apart=apart)
    assert len({result.pk for result in results}) == 1
    assert (Publication.objects.count(), AuditEntry.objects.filter(verb="catalogue.reword").count()) == (1, 1)
    assert OutboxMessage.objects.filter(dedupe_key__contains=":live:").count() == 1
    assert Publication.objects.get().was == {"name": "Keripik", "description": "Enak."}


def _approve_unlocked(owner, pk):
    """What the lock replaces: look at the state, then change the listing."""
    with transaction.atomic():
        row = Deliverable.objects.select_related("product", "business").get(pk=pk)
        version = row.versions.get()
        version.deliverable = row
        if row.state != ResultState.WAITING:
            raise Conflict("Sudah.")
        was = live.current(row)
        time.sleep(0.05)
        move(row, ResultState.LIVE)
        live.put(version, in_gallery=False, actor=owner.user)
        return was


def test_without_the_lock_the_listing_is_changed_more_than_once(owner, row):
    results = crowd([partial(_approve_unlocked, owner, row.pk)] * 4)
    assert sum(isinstance(result, dict) for result in results) > 1
    assert AuditEntry.objects.filter(verb="catalogue.reword").count() > 1


def test_approve_against_revise_ends_in_one_of_the_two(owner, row):
    yes = partial(approve, actor=owner.user, deliverable=row, version=1)
    no = partial(revise, actor=owner.user, deliverable=row, version=1, spots=[Spot("Kurang terang.")])
    results = crowd([yes, no] * 6, apart=0.01)
    row.refresh_from_db()
    name = Product.objects.get(pk=row.product_id).name
    if row.state == "live":
        assert (name, Publication.objects.count(), Remark.objects.count()) == (NAME, 1, 0)
        assert kinds(results) == ["Conflict"] * 6 + ["Publication"] * 6
    else:
        assert (row.state, row.rounds, name) == ("revision", 1, "Keripik")
        assert (Publication.objects.count(), Remark.objects.count()) == (0, 1)
        assert kinds(results) == ["Conflict"] * 11 + ["Deliverable"]


def _step_unlocked(pk, to):
    with transaction.atomic():
        row = Deliverable.objects.get(pk=pk)
        time.sleep(0.05)
        move(row, to)
        return to


def test_without_the_lock_both_answers_are_taken(row):
    results = crowd(
        [partial(_step_unlocked, row.pk, ResultState.LIVE), partial(_step_unlocked, row.pk, ResultState.REVISION)]
    )  # fmt: skip
    assert results == [ResultState.LIVE, ResultState.REVISION]


def test_undo_against_approve_leaves_listing_and_state_agreeing(owner, row):
    approve(actor=owner.user, deliverable=row, version=1)
    take_back = partial(undo, actor=owner.user, deliverable=row)
    again = partial(approve, actor=owner.user, deliverable=row, version=1)
    results = crowd([take_back, again] * 6, apart=0.02)
    assert {type(result) for result in results} <= {Publication, Conflict}
    row.refresh_from_db()
    live_now = Publication.objects.filter(reverted_at=None).count()
    name = Product.objects.get(pk=row.product_id).name
    assert (row.state, live_now, name) in {("live", 1, NAME), ("reverted", 0, "Keripik")}
    assert all(one.was["name"] == "Keripik" for one in Publication.objects.all())


def _undo_unlocked(owner, pk):
    """What the lock replaces: see that it is live, then take back, though another has undone and approved since."""
    with transaction.atomic():
        row = Deliverable.objects.select_related("product", "business").get(pk=pk)
        publication = row.publications.filter(reverted_at=None).select_related("version").get()
        publication.deliverable = publication.version.deliverable = row
        time.sleep(0.3)
        live.take_back(publication, actor=owner.user)
        move(row, ResultState.REVERTED)
        publication.reverted_at = clock.now()
        publication.save(update_fields=["reverted_at"])


def _undo_and_approve(owner, row):
    time.sleep(0.1)
    undo(actor=owner.user, deliverable=row)
    return approve(actor=owner.user, deliverable=row, version=1)


def test_without_the_lock_an_undo_takes_back_what_was_approved_since(owner, row):
    approve(actor=owner.user, deliverable=row, version=1)
    late, again = crowd([partial(_undo_unlocked, owner, row.pk), partial(_undo_and_approve, owner, row)])
    assert (late, type(again)) == (None, Publication)
    row.refresh_from_db()
    live_now = Publication.objects.filter(reverted_at=None).count()
    # It says that nothing stands on the listing, and a publication that does.
    assert (row.state, live_now) == ("reverted", 1)


def test_undoing_at_once_takes_back_once(owner, row):
    approve(actor=owner.user, deliverable=row, version=1)
    results = crowd([partial(undo, actor=owner.user, deliverable=row)] * CROWD)
    assert kinds(results) == ["Conflict"] * (CROWD - 1) + ["Publication"]
    assert AuditEntry.objects.filter(verb="results.undo").count() == 1


def test_handing_in_one_kind_at_once_makes_one(owner):
    product = ProductFactory(business=owner.business)
    VariantFactory(product=product)
    session = held(owner, product)
    words = Words(name=NAME, description="x")
    ask = partial(submit, actor=session.mentor.user, session=session, kind="text", words=words)
    results = crowd([ask] * CROWD)
    assert kinds(results) == ["Conflict"] * (CROWD - 1) + ["Deliverable"]
    assert Deliverable.objects.count() == 1


def test_a_next_version_at_once_is_one(owner, row):
    revise(actor=owner.user, deliverable=row, version=1, spots=[Spot("Lagi.")])
    words = Words(name="Nama dua", description="x")
    ask = partial(submit_again, actor=row.mentor.user, deliverable=row, words=words)
    results = crowd([ask] * CROWD)
    assert kinds(results) == ["Conflict"] * (CROWD - 1) + ["Version"]
    assert row.versions.count() == 2


def test_an_outcome_at_once_is_said_once(owner, row, monkeypatch):
    from mentoring.results import affirm as module

    approve(actor=owner.user, deliverable=row, version=1)
    monkeypatch.setattr(module, "AFTER", clock.now() - clock.now())
    numbers = {"sales_before": 1, "sales_now": 2, "workers_before": 1, "workers_now": 1}
    results = crowd([partial(affirm, actor=owner.user, deliverable=row, **numbers)] * CROWD)
    assert kinds(results) == ["Conflict"] * (CROWD - 1) + ["Outcome"]
    assert Outcome.objects.count() == 1


def test_counts_of_many_processes_add_up():
    products = [VariantFactory().product for _each in range(3)]
    day = clock.today()
    turns = [products, products[::-1]] * 8
    tasks = [partial(record, {Seen(day, "view", one.pk, None): 2 for one in turn}) for turn in turns]
    assert crowd(tasks) == [None] * 16
    assert set(ProductDay.objects.values_list("views", flat=True)) == {32}


def _read_then_write(product, day):
    """What the one statement replaces: read the sum, write a larger one."""
    with transaction.atomic():
        row = ProductDay.objects.get(product=product, day=day)
        time.sleep(0.01)
        row.views += 2
        row.save()


def test_without_the_statement_counts_are_lost():
    product = VariantFactory().product
    row = ProductDay.objects.create(product=product, day=clock.today())
    crowd([partial(_read_then_write, product, row.day)] * 8)
    row.refresh_from_db()
    assert row.views < 16
