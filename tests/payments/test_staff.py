import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from products.payments.models import Attempt, WebhookEvent
from products.payments.start import start
from tests.factories.people import UserFactory
from tests.peers.paying import choose


@pytest.fixture
def attempt(provider, purchase):
    attempt = start(purchase=purchase)
    choose(attempt, "bayar")
    return attempt


@pytest.fixture
def staff(db):
    client = Client()
    user = UserFactory()
    names = ["access_admin", "view_attempt", "view_webhookevent"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def test_staff_with_the_right_see_attempts_and_messages(staff, attempt):
    page = staff.get(reverse("attempt:index"))
    assert page.status_code == 200
    assert attempt.purchase.number in page.content.decode()
    assert staff.get(reverse("attempt:inspect", args=[attempt.pk])).status_code == 200
    event = WebhookEvent.objects.get()
    assert staff.get(reverse("webhookevent:index") + "?provider=stripe").status_code == 200
    assert staff.get(reverse("webhookevent:inspect", args=[event.pk])).status_code == 200


def test_lists_cost_the_same_for_one_row_and_for_many(staff, attempt, purchase, django_assert_num_queries):
    url = reverse("attempt:index")
    staff.get(url)
    with CaptureQueriesContext(connection) as one:
        staff.get(url)
    Attempt.objects.bulk_create(
        Attempt(
            purchase=purchase, provider="stripe", state="failed", amount=1, created_at=attempt.created_at,
            expires_at=attempt.expires_at,
        )
        for _ in range(15)
    )  # fmt: skip
    with django_assert_num_queries(len(one)):
        staff.get(url)


@pytest.mark.parametrize("deed", ["add", "edit", "delete"])
def test_nobody_changes_money_by_hand(deed, attempt):
    boss = Client()
    boss.force_login(UserFactory(is_superuser=True))
    before = Attempt.objects.values().get()
    for name, row in (("attempt", attempt), ("webhookevent", WebhookEvent.objects.get())):
        try:
            url = reverse(f"{name}:{deed}", args=[] if deed == "add" else [row.pk])
        except NoReverseMatch:
            continue
        for method in (boss.get, boss.post):
            assert method(url).status_code in {302, 403, 404, 405}
    assert Attempt.objects.values().get() == before
    assert WebhookEvent.objects.count() == 1


def test_staff_without_the_right_see_nothing(attempt):
    client, user = Client(), UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("attempt:index")).status_code == 302
