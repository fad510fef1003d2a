"""Owners hear of a permit that runs out at six, three and one month, each once; staff find it in their list."""

from datetime import date, timedelta

import pytest

from rumah.accounts.found import VERIFIER
from rumah.core import clock
from rumah.core.models import OutboxMessage
from rumah.verification.expiring import months_after, remind
from rumah.verification.models import PermitNotice
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.people import entered

pytestmark = pytest.mark.django_db


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_each_stage_once_and_a_new_day_anew() -> None:
    owner, today = MembershipFactory(), clock.today()
    permit = PermitFactory(business=owner.business, expires_on=months_after(today, 6))
    PermitFactory(business=owner.business, expires_on=months_after(today, 6) + timedelta(days=1))
    PermitFactory(business=owner.business, expires_on=today - timedelta(days=1))
    PermitFactory(business=owner.business, expires_on=None)
    assert (remind(), remind()) == (1, 0)
    for months in (3, 1):
        permit.expires_on = months_after(today, months)
        permit.save()
        assert (remind(), remind()) == (1, 0)
    assert set(PermitNotice.objects.values_list("permit", "months")) == {(permit.pk, 6), (permit.pk, 3), (permit.pk, 1)}
    bodies = OutboxMessage.objects.filter(to=owner.user.phone).values_list("body", flat=True)
    assert len(bodies) == 3
    assert all(permit.number in body and f"/toko-saya/{owner.business.slug}/izin/" in body for body in bodies)


def test_staff_filter_by_what_is_left() -> None:
    today, client = clock.today(), entered(VERIFIER)
    soon = PermitFactory(expires_on=today + timedelta(days=10))
    later = PermitFactory(expires_on=today + timedelta(days=80))
    gone = PermitFactory(expires_on=today - timedelta(days=1))
    for left, shown in (("30", {soon}), ("90", {soon, later}), ("lewat", {gone}), ("", {soon, later, gone})):
        page = client.get(f"/staf/izin-usaha/?sisa={left}").content.decode()
        assert {row for row in (soon, later, gone) if row.number in page} == shown, left
