"""Five taps from the services to a session."""

import re
from datetime import time

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from mentoring.schedule.models import WeeklyHours
from mentoring.services.models import IntakeQuestion, Mentor, Service
from rumah.accounts.models import User
from tests.factories.businesses import MembershipFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
