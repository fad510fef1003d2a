"""The promise to answer in time, who looks at which business, and what the page of the queue says."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from mentoring.schedule.models import Holiday
from rumah.accounts.found import EDITOR, VERIFIER
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.errors import Conflict, NotAllowed
from rumah.core.models import AuditEntry, OutboxMessage
from rumah.verification import decide, queries
from rumah.verification.models import Decision, Inspection
from rumah.verification.promise import promised_day
from rumah.verification.remind import remind
from rumah.verification.submit import adopt, submit
from rumah.verification.take import assign, forget_old, release, take
from tests.factories.businesses import BusinessFactory, MembershipFactory, PermitFactory
from tests.factories.people import entered, staff

pytestmark = pytest.mark.django_db
# A Monday, 10.00 WIB.
MONDAY = datetime(2026, 3, 2, 3, tzinfo=UTC)


def at(moment: datetime):
    return patch("django.utils.timezone.now", lambda: moment)


def waiting(**fields: object) -> Business:
    business = BusinessFactory(standing=Standing.DRAFT, verified_at=None, **fields)
    return submit(business=business, actor=None)


def test_the_promise_counts_working_days_only() -> None:
    Holiday.objects.all().delete()
    assert promised_day(MONDAY) == date(2026, 3, 5)
    # Friday 23.30 WIB is still Friday here.
    assert promised_day(datetime(2026, 3, 6, 16, 30, tzinfo=UTC)) == date(2026, 3, 11)
    Holiday.objects.create(date=date(2026, 3, 4), name="Libur", kind="house")
    Holiday.objects.create(date=date(2026, 3, 5), name="Buka", kind="public", is_closed=False)
    assert promised_day(MONDAY) == date(2026, 3, 6)


def test_the_owner_reads_the_promised_day(client: Client) -> None:
    Holiday.objects.all().delete()
    owner = MembershipFactory(business__standing=Standing.DRAFT, business__verified_at=None)
    client.force_login(owner.user)
    with at(MONDAY):
        client.post(reverse("workspace:submit", args=[owner.business.slug]))
        page = client.get(reverse("workspace:overview", args=[owner.business.slug])).content.decode()
    assert "Kami jawab paling lambat <strong>Kamis, 5 Maret 2026</strong>." in page
    assert Inspection.objects.get().promised_on == date(2026, 3, 5)


def test_one_verifier_at_a_time() -> None:
    business, me, other = waiting(), staff(VERIFIER), staff(VERIFIER, name="Sri Wahyuni")
    take(business=business, actor=other)
    take(business=business, actor=other)
    with pytest.raises(Conflict, match="Sri Wahyuni"):
        take(business=business, actor=me)
    with pytest.raises(Conflict, match="Sri Wahyuni"):
        decide.verify(business=business, actor=me)
    with pytest.raises(Conflict, match="Sri Wahyuni"):
        decide.send_back(business=business, actor=me, reason="Foto buram.")
    with pytest.raises(NotAllowed):
        release(business=business, actor=me)
    business.refresh_from_db()
    assert business.standing == Standing.SUBMITTED
    take(business=business, actor=me, over=True)
    assert OutboxMessage.objects.get(to=other.email).subject.startswith(f"{business.name} sekarang diperiksa oleh")
    decide.verify(business=business, actor=me)
    row = Inspection.objects.get()
    assert (row.decision, row.decided_by, row.was_kept) == (Decision.VERIFIED, me, True)
    assert AuditEntry.objects.filter(verb="verification.take").count() == 2
    with pytest.raises(Conflict):
        take(business=business, actor=other)


def test_a_decision_that_is_refused_leaves_the_documents_unchecked() -> None:
    business, me = waiting(), staff(VERIFIER)
    permit = PermitFactory(business=business)
    take(business=business, actor=staff(VERIFIER))
    with pytest.raises(Conflict):
        decide.verify(business=business, actor=me, checked=[permit.pk])
    permit.refresh_from_db()
    assert permit.checked_at is None


def test_a_colleague_is_given_one_and_told_an_editor_is_not() -> None:
    business, me, other = waiting(), staff(VERIFIER), staff(VERIFIER)
    assign(business=business, to=other, actor=me)
    assert Inspection.objects.get().taken_by == other
    assert OutboxMessage.objects.filter(to=other.email).count() == 1
    with pytest.raises(NotAllowed):
        assign(business=business, to=staff(EDITOR), actor=me)
    release(business=business, actor=other)
    assert Inspection.objects.get().taken_by is None


def test_what_was_taken_and_left_goes_back() -> None:
    business = waiting()
    take(business=business, actor=staff(VERIFIER))
    assert forget_old() == 0
    Inspection.objects.update(taken_at=clock.now() - timedelta(hours=25))
    assert forget_old() == 1
    assert Inspection.objects.get().taken_by is None


def test_late_is_late_and_counted() -> None:
    me = staff(VERIFIER)
    for days in (0, 1):
        business = waiting()
        Inspection.objects.filter(business=business).update(promised_on=clock.today() - timedelta(days=days))
        decide.send_back(business=business, actor=me, reason="Foto buram.")
    assert queries.kept() == queries.Kept(2, 1)
    assert queries.kept().percent == 50
    again = submit(business=Business.objects.latest("pk"), actor=None)
    assert Inspection.objects.filter(business=again).count() == 2


def test_submissions_that_came_another_way_are_adopted_and_lost_ones_end() -> None:
    stray = BusinessFactory(standing=Standing.SUBMITTED, verified_at=None, submitted_at=MONDAY)
    gone = waiting()
    Business.objects.filter(pk=gone.pk).update(standing=Standing.DRAFT)
    assert adopt() == 2
    assert adopt() == 0
    assert Inspection.objects.get(business=stray).promised_on == promised_day(MONDAY)
    assert Inspection.objects.get(business=gone).decision == Decision.GONE


def test_verifiers_hear_once_a_working_day_what_is_due() -> None:
    Holiday.objects.all().delete()
    me, other = staff(VERIFIER), staff(VERIFIER)
    with at(MONDAY):
        first, second = waiting(name="Kopi Ijen"), waiting(name="Batik Gajah Oling")
        take(business=second, actor=other)
    for moment, told in (
        (MONDAY + timedelta(days=2), 0),  # nothing due yet
        (MONDAY + timedelta(days=3, hours=-4), 0),  # 06.00
        (MONDAY + timedelta(days=3), 2),
        (MONDAY + timedelta(days=5), 0),  # Saturday
    ):
        with at(moment):
            assert remind() == told
    with at(MONDAY + timedelta(days=3, hours=1)):
        remind()
    mine = OutboxMessage.objects.get(to=me.email)
    assert "Kopi Ijen" in mine.body
    assert "Batik" not in mine.body
    assert "Batik Gajah Oling" in OutboxMessage.objects.get(to=other.email).body
    assert first.pk


def test_the_page_lists_by_promise_and_filters() -> None:
    client, other = entered(VERIFIER), staff(VERIFIER, name="Sri Wahyuni")
    late, taken, free = waiting(name="Usaha Lambat"), waiting(name="Usaha Sri"), waiting(name="Usaha Bebas")
    Inspection.objects.filter(business=late).update(promised_on=clock.today() - timedelta(days=1))
    take(business=taken, actor=other)
    page = client.get("/staf/antrean/").content.decode()
    assert page.index("Usaha Lambat") < page.index("Usaha Sri") < page.index("Usaha Bebas")
    assert "Lewat waktu" in page
    assert "Diperiksa Sri Wahyuni" in page
    assert "Usaha Sri" not in client.get("/staf/antrean/?saring=belum-diambil").content.decode()
    assert "Usaha Bebas" not in client.get("/staf/antrean/?saring=lewat-waktu&saring=lewat").content.decode()
    assert client.post(f"/staf/antrean/{taken.pk}/ambil/", follow=True).status_code == 200
    assert Inspection.objects.get(business=taken).taken_by == other
    client.post(f"/staf/antrean/{taken.pk}/ambil/", {"alih": "1"})
    assert Inspection.objects.get(business=taken).taken_by_id == int(client.session["_auth_user_id"])
    client.post(f"/staf/antrean/{taken.pk}/lepas/")
    assert Inspection.objects.get(business=taken).taken_by is None
    client.post(f"/staf/antrean/{free.pk}/tetapkan/", {"to": other.pk})
    assert Inspection.objects.get(business=free).taken_by == other
    client.post(f"/staf/antrean/{free.pk}/tetapkan/", {"to": "x"})
    assert Inspection.objects.get(business=free).taken_by == other


def test_the_queue_costs_the_same_however_long(django_assert_num_queries) -> None:
    client = entered(VERIFIER)
    waiting()
    client.get("/staf/antrean/")
    with django_assert_num_queries(10):
        client.get("/staf/antrean/")
    for _ in range(6):
        take(business=waiting(), actor=User.objects.latest("pk"))
    with django_assert_num_queries(10):
        client.get("/staf/antrean/")


@pytest.mark.parametrize("door", ["ambil", "lepas", "tetapkan"])
def test_who_may_not_verify_may_not_take(door: str) -> None:
    business, client = waiting(), entered(EDITOR)
    assert client.get("/staf/antrean/").status_code == 302
    assert client.post(f"/staf/antrean/{business.pk}/{door}/", {"to": 1}).status_code == 302
    assert Inspection.objects.get().taken_by is None
