"""The pages around a booking as axe-core sees them, and what they weigh; five taps from the services to a session."""

import re
from collections.abc import Iterator
from datetime import UTC, time, timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from mentoring.schedule.models import WeeklyHours
from mentoring.services.models import IntakeQuestion, Mentor, Service
from mentoring.sessions import waitlist
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Offer, Session
from mentoring.walkin.call import call_next
from mentoring.walkin.draw import draw
from rumah.accounts.models import User
from rumah.businesses.models import Membership
from rumah.core import clock
from tests.browser.test_wcag_and_weight import BUYING, WORKSPACE, Visits
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visits(chromium: Browser, site: str) -> Iterator[Visits]:
    visits = Visits(chromium, site)
    yield visits
    for context in visits.contexts:
        context.close()


@pytest.fixture
def service(site: str) -> Service:
    service = ServiceFactory(slug="bincang", for_product=False, minimum_notice=24, quarter_quota=3)
    IntakeQuestion.objects.create(service=service, text="Foto produk sekarang", kind=IntakeQuestion.Kind.FILE)
    return service


@pytest.fixture
def mentor(service: Service) -> Mentor:
    mentor: Mentor = MentorFactory(skills=[service], hours=False)
    for weekday in range(7):
        WeeklyHours.objects.create(mentor=mentor, weekday=weekday, start=time(8), end=time(16))
    return mentor


def _booked(service: Service, member: Membership, days: int) -> Session:
    noon = clock.local(clock.now()).replace(hour=12, minute=0, second=0, microsecond=0)
    return book(
        actor=member.user, service=service, business=member.business, starts_at=noon + timedelta(days=days)
    )  # fmt: skip


def test_no_page_around_a_booking_breaks_wcag_or_its_budget(visits: Visits, service: Service, mentor: Mentor) -> None:
    member, waiting = MembershipFactory(), MembershipFactory()
    gone, session = _booked(service, MembershipFactory(), 4), _booked(service, member, 5)
    waitlist.join(actor=waiting.user, service=service, business=waiting.business)
    cancel(actor=mentor.user, session=gone)
    Service.objects.filter(pk=service.pk).update(asks_mentor=True)
    service.refresh_from_db()
    _booked(service, MembershipFactory(), 6)
    ticket = draw(actor=mentor.user, service=service)
    draw(actor=mentor.user, service=service)
    start = (session.starts_at + timedelta(days=2)).astimezone(UTC).strftime("%Y%m%dT%H%MZ")
    own = ["sesi/", f"sesi/{session.pk}/", f"sesi/{session.pk}/pindah/", "kalender/"]
    told = visits.complaints(member.user.email, {f"/pendampingan/{path}": WORKSPACE for path in own})
    own = ["sesi/", f"tawaran/{Offer.objects.get().pk}/", "bincang/tunggu/", f"bincang/pesan/?mulai={start}"]
    told += visits.complaints(waiting.user.email, {f"/pendampingan/{path}": BUYING for path in own})
    told += visits.complaints("", {f"/pendampingan/antrean/{ticket.pk}/": BUYING})
    call_next(actor=mentor.user, service=service, desk="Meja 1")
    told += visits.complaints(
        mentor.user.email,
        dict.fromkeys(["/pendampingan/antrean/loket/", "/pendampingan/kedatangan/", "/meja/permintaan/"], WORKSPACE),
    )
    told += visits.complaints("", {"/pendampingan/antrean/": BUYING, f"/pendampingan/antrean/{ticket.pk}/": BUYING})
    assert not told, "\n".join(told)


def _signed_in(page: Page, site: str, user: User) -> Page:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": name, "value": m.value, "url": site} for name, m in client.cookies.items()])
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_five_taps_lead_from_the_services_to_a_confirmed_session(
    visitor: object, site: str, service: Service, mentor: Mentor, javascript: bool
) -> None:
    member = MembershipFactory()
    page = _signed_in(visitor(javascript=javascript), site, member.user)  # type: ignore[operator]
    page.goto("/pendampingan/")
    taps = 0
    for target in (
        page.locator("main a[href='/pendampingan/bincang/']"),
        page.locator("main a[href*='hari=']").last,
        page.locator("main a[href*='/pesan/?mulai=']").first,
        page.get_by_role("button", name="Pesan sesi ini"),
    ):
        target.click()
        page.wait_for_load_state()
        taps += 1
    expect(page).to_have_url(re.compile("/pendampingan/sesi/[0-9a-f-]{36}/$"))
    assert taps <= 5
    assert member.business.sessions.get().state == "confirmed"
