from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from mentoring.journal.served import businesses_served, open_permit, papers_until
from mentoring.sessions.models import Session, SessionState
from rumah.core import clock
from rumah.core.models import AuditEntry
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.journal import held, meeting
from tests.factories.mentoring import MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def permit(member, settings, tmp_path):
    row = PermitFactory(business=member.business)
    row.file.save("izin.pdf", ContentFile(b"%PDF-1.7 contoh"))
    return row


def test_a_mentor_serves_those_they_have_or_had_a_session_with(mentor):
    met, coming, called_off = MembershipFactory(), MembershipFactory(), MembershipFactory()
    held(mentor, met, days_ago=400)
    meeting(mentor, coming, starts_at=clock.now() + timedelta(days=9))
    meeting(mentor, called_off, state=SessionState.CANCELLED)
    meeting(mentor, MembershipFactory(), state=SessionState.REQUESTED, answer_by=clock.now())
    held(MentorFactory())
    assert set(businesses_served(mentor)) == {met.business, coming.business}


def test_papers_are_open_until_thirty_days_after_the_last_session(mentor, member, permit, later):
    session = held(mentor, member, days_ago=29)
    assert papers_until(mentor, member.business) == session.ends_at + timedelta(days=30)
    assert open_permit(mentor=mentor, business=member.business, pk=permit.pk) == permit
    entry = AuditEntry.objects.get(verb="journal.open_permit")
    assert (entry.actor, entry.target_id) == (mentor.user, str(permit.pk))
    later(days=1, hours=1)
    assert open_permit(mentor=mentor, business=member.business, pk=permit.pk) == permit
    later(days=1, hours=1, seconds=1)
    assert open_permit(mentor=mentor, business=member.business, pk=permit.pk) is None
    meeting(mentor, member, starts_at=clock.now() + timedelta(days=3))
    assert open_permit(mentor=mentor, business=member.business, pk=permit.pk) == permit


def test_a_cancelled_session_opens_nothing(mentor, member, permit):
    meeting(mentor, member, starts_at=clock.now() + timedelta(days=3))
    Session.objects.update(state=SessionState.CANCELLED)
    assert papers_until(mentor, member.business) is None
    assert open_permit(mentor=mentor, business=member.business, pk=permit.pk) is None


def test_a_permit_of_another_business_or_without_a_file_is_not_handed_out(mentor, member, permit):
    held(mentor, member)
    other = PermitFactory()
    bare = PermitFactory(business=member.business)
    for pk in (other.pk, bare.pk):
        assert open_permit(mentor=mentor, business=member.business, pk=pk) is None
    assert AuditEntry.objects.count() == 0
