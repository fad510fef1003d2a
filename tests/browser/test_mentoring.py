"""An owner signs in, books a session, and the mentor sees it."""

import re
from collections.abc import Callable
from datetime import time

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from mentoring.schedule.models import WeeklyHours
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "sandi-uji-123"


def sign_in(page: Page, user: User) -> None:
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    page.goto("/akun/masuk/")
    page.locator("main input[name=login]").fill(str(user.email))
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()
    expect(page).to_have_url(re.compile("/akun/$"))


@pytest.fixture
def mentor(site: str) -> Mentor:
    mentor = MentorFactory(skills=list(Service.objects.all()), hours=False)
    for weekday in range(7):
        WeeklyHours.objects.create(mentor=mentor, weekday=weekday, start=time(8), end=time(16))
    return mentor


@pytest.mark.parametrize("javascript", [True, False])
def test_from_need_to_the_mentors_desk(visitor: Callable[..., Page], mentor: Mentor, javascript: bool) -> None:
    membership = MembershipFactory()
    product = ProductFactory(business=membership.business, name="Keripik Pisang")
    VariantFactory(product=product)
    page = visitor(javascript=javascript)
    sign_in(page, membership.user)
    page.goto("/pendampingan/foto-produk/")
    page.locator("main a[href*='hari=']").last.click()
    page.locator("main a[href*='/pesan/?mulai=']").first.click()
    page.get_by_role("button", name="Pesan sesi ini").click()
    expect(page).to_have_url(re.compile("/pendampingan/sesi/"))
    session = Session.objects.get()
    assert (session.business, session.product, session.mentor) == (membership.business, product, mentor)

    desk = visitor(javascript=javascript)
    sign_in(desk, mentor.user)
    desk.goto("/meja/")
    expect(desk.locator("main")).to_contain_text(membership.business.name)


def test_the_keyboard_alone_signs_in(visitor: Callable[..., Page], mentor: Mentor) -> None:
    user = mentor.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    page = visitor()
    page.goto("/akun/masuk/")
    page.locator("main input[name=login]").focus()
    page.keyboard.type(str(user.email))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/akun/$"))
