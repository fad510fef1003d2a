from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from mentoring.sessions.models import Session
from products.traffic import tally
from products.traffic.models import ProductDay
from products.traffic.queries import days_of, views_of
from products.traffic.readers import is_reader
from products.traffic.record import record
from products.traffic.tally import Seen
from rumah.accounts import found as groups
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PHONE = (
    "Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
)


@pytest.fixture
def product():
    return VariantFactory().product


def counted() -> tuple[int, int]:
    tally.flush()
    row = ProductDay.objects.filter(day=clock.today()).first()
    return (row.views, row.cart_adds) if row else (0, 0)


def look(product, client=None, **headers):
    return (client or Client()).get(product.get_absolute_url(), HTTP_USER_AGENT=PHONE, **headers)


def test_a_look_counts_once_it_is_written(product):
    assert look(product).status_code == 200
    assert ProductDay.objects.count() == 0
    assert counted() == (1, 0)
    look(product)
    look(product)
    assert counted() == (3, 0)
    row = ProductDay.objects.get()
    assert (row.lowest_price, row.highest_price, row.was_out) == (15_000, 15_000, False)


def test_a_page_from_the_store_counts_like_any_other(product, settings):
    settings.PAGE_CACHE_SECONDS = 60
    client = Client()
    look(product, client)
    client.cookies.clear()
    product.name = "Nama baru yang belum tersimpan di halaman"
    product.save()
    stored = look(product, client).content.decode()
    assert product.name not in stored
    assert counted() == (2, 0)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23",
        "curl/8.0",
        "python-requests/2.31",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
    ],
)
def test_programs_are_nobodys_eyes(product, name):
    Client().get(product.get_absolute_url(), HTTP_USER_AGENT=name)
    assert counted() == (0, 0)


def test_a_browser_that_fetches_ahead_and_a_head_are_no_look(product):
    look(product, HTTP_SEC_PURPOSE="prefetch;prerender")
    look(product, HTTP_PURPOSE="prefetch")
    Client().head(product.get_absolute_url(), HTTP_USER_AGENT=PHONE)
    Client().get("/produk/tidak-ada/", HTTP_USER_AGENT=PHONE)
    assert counted() == (0, 0)


def test_a_phone_named_cubot_is_a_reader(rf):
    phone = "Mozilla/5.0 (Linux; Android 11; CUBOT_NOTE) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36"
    assert is_reader(rf.get("/", HTTP_USER_AGENT=phone))


def test_staff_and_the_sellers_own_people_do_not_count(product):
    groups.found()
    staff = UserFactory()
    staff.groups.add(Group.objects.get(name=groups.EDITOR))
    member = MembershipFactory(business=product.business).user
    other = MembershipFactory().user
    for user, views in ((staff, 0), (UserFactory(is_superuser=True), 0), (member, 0), (other, 1), (UserFactory(), 2)):
        client = Client()
        client.force_login(user)
        look(product, client)
        assert counted() == (views, 0)


@pytest.mark.parametrize(
    ("state", "views"), [("confirmed", 0), ("completed", 0), ("no_show", 0), ("cancelled", 1), ("requested", 1)]
)
def test_a_mentors_look_at_whom_they_serve_does_not_count(product, state, views):
    mentor = MentorFactory()
    kwargs = {"answer_by": clock.now()} if state == "requested" else {}
    Session.objects.create(
        service=ServiceFactory(), business=product.business, mentor=mentor, state=state, created_at=clock.now(),
        changed_at=clock.now(), starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1), **kwargs,
    )  # fmt: skip
    client, other = Client(), VariantFactory().product
    client.force_login(mentor.user)
    look(product, client)
    look(other, client)
    tally.flush()
    assert dict(ProductDay.objects.values_list("product", "views")) == {other.pk: 1} | (
        {product.pk: 1} if views else {}
    )


def test_putting_into_the_cart_counts_by_product(product):
    variant = product.variants.get()
    member = MembershipFactory(business=product.business).user
    own = Client()
    own.force_login(member)
    for client, agent in ((Client(), PHONE), (own, PHONE), (Client(), "curl/8.0")):
        client.post(
            "/keranjang/tambah/", {"variant": variant.pk, "quantity": "2"}, HTTP_USER_AGENT=agent,
            HTTP_SEC_FETCH_SITE="same-origin",
        )  # fmt: skip
    refused = Client().post(
        "/keranjang/tambah/", {"variant": "999999", "quantity": "1"}, HTTP_USER_AGENT=PHONE,
        HTTP_SEC_FETCH_SITE="same-origin",
    )  # fmt: skip
    assert refused.status_code == 303
    assert counted() == (0, 1)


def test_a_day_is_wibs_and_remembers_prices_and_empty_shelves(product):
    day = date(2026, 3, 4)
    record({Seen(day, "view", product.pk, None): 2})
    product.min_price, product.max_price, product.in_stock = 9_000, 15_000, False
    product.save()
    record({Seen(day, "view", product.pk, None): 3, Seen(day + timedelta(days=1), "view", product.pk, None): 1})
    product.min_price, product.in_stock = 12_000, True
    product.save()
    record({Seen(day, "view", product.pk, None): 1})
    one, two = days_of([product.pk], first=day, last=day + timedelta(days=5))
    assert (one.views, one.lowest_price, one.highest_price, one.was_out) == (6, 9_000, 15_000, True)
    assert (two.views, two.lowest_price, two.was_out) == (1, 9_000, True)
    assert views_of(product.pk, first=day, last=day) == 6


def test_writing_costs_the_same_for_many_and_passes_over_what_is_gone(django_assert_num_queries):
    products = [VariantFactory().product for _each in range(30)]
    counts = {Seen(clock.today(), "view", product.pk, None): 1 for product in products}
    counts[Seen(clock.today(), "view", 999_999, None)] = 5
    # products, savepoint, upsert, release
    with django_assert_num_queries(4):
        record(counts)
    assert ProductDay.objects.count() == 30


def test_a_look_costs_no_query_of_its_own(product, django_assert_max_num_queries):
    look(product)
    with django_assert_max_num_queries(9) as before:
        Client().get(product.get_absolute_url(), HTTP_USER_AGENT="curl/8.0")
    with django_assert_max_num_queries(9) as after:
        look(product)
    assert len(after) == len(before)


def test_counts_wait_for_their_time(product, settings):
    look(product)
    tally.flush_if_due()
    assert ProductDay.objects.count() == 0
    settings.TRAFFIC_SECONDS = 0
    tally.flush_if_due()
    assert ProductDay.objects.get().views == 1
    look(product)
    assert ProductDay.objects.get().views == 2


def test_nothing_of_a_visitor_is_stored():
    fields = {field.name for field in ProductDay._meta.get_fields()}
    assert fields == {
        "id", "product", "day", "views", "cart_adds", "lowest_price", "highest_price", "was_out"
    }  # fmt: skip
    product = ProductFactory()
    VariantFactory(product=product)
    assert set(look(product).cookies) <= {"dilihat"}
