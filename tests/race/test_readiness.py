"""One business counted by many at once, on PostgreSQL; and one invitation accepted by two browsers of one person."""

import time
from functools import partial
from typing import Any

import pytest

from products.readiness import assess as room
from products.readiness.assess import assess
from products.readiness.found import found
from products.readiness.models import Assessment, Readiness
from rumah.businesses.answer_invitation import accept
from rumah.businesses.invite import invite
from rumah.businesses.models import Business
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.people import UserFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
AT_ONCE = 6


def counted(business: Business) -> None:
    results = crowd([partial(assess, business=business) for _ in range(AT_ONCE)])
    assert [one for one in results if isinstance(one, Exception)] == []


def test_many_counts_are_one_and_a_fall_is_told_once() -> None:
    found()
    business = MembershipFactory().business
    permit = PermitFactory(business=business, kind="nib", number="1234567890123")
    counted(business)
    assert (Assessment.objects.count(), Readiness.objects.count()) == (1, 1)
    permit.delete()
    counted(business)
    assert Assessment.objects.count() == 2
    assert OutboxMessage.objects.filter(dedupe_key__startswith="readiness:").count() == 1


def test_without_the_lock_it_is_counted_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""

    def unlocked(rows: Any) -> Any:
        row = rows.get()
        time.sleep(0.5)
        return row

    found()
    business = MembershipFactory().business
    Readiness.objects.create(business=business, due_at=business.created_at)
    monkeypatch.setattr(room, "locked_one", unlocked)
    counted(business)
    assert Assessment.objects.count() > 1


def test_one_invitation_lets_one_person_in_once() -> None:
    owner, friend = MembershipFactory(), UserFactory()
    made = invite(business=owner.business, contact=friend.phone, role="companion", actor=owner.user)
    results = crowd([partial(accept, invitation=made, user=friend) for _ in range(AT_ONCE)])
    assert results == [owner.business] * AT_ONCE
    assert owner.business.memberships.filter(user=friend).count() == 1
    assert OutboxMessage.objects.filter(dedupe_key__startswith="joined:").count() == 1
