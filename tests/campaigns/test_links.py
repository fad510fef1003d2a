from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from products.campaigns import make as making
from products.campaigns.make import make
from products.campaigns.models import Campaign, CampaignDay
from products.campaigns.queries import page_of
from products.campaigns.stop import stop
from products.catalogue.models import Product
from products.traffic import tally
from products.traffic.record import record
from products.traffic.tally import Seen
from rumah.accounts import found as groups
from rumah.businesses.states import Standing
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 12; SM-A127F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def product() -> Product:
    made: Product = ProductFactory()
    return made


@pytest.fixture
def link(product: Product) -> Campaign:
    return make(business=product.business, product=product, name="Poster pasar", actor=None)


def open_link(link: Campaign, client: Client | None = None, agent: str = PHONE, **headers: str):
    return (client or Client()).get(link.path, HTTP_USER_AGENT=agent, **headers)


def visits(link: Campaign) -> int:
    tally.flush()
    return sum(link.days.values_list("visits", flat=True))


def test_the_same_asked_for_twice_is_one_and_a_new_name_or_target_another(product, link):
    again = make(business=product.business, product=product, name="  Poster  pasar ", actor=None)
    assert again.pk == link.pk
    other = make(business=product.business, product=product, name="Status WA", channel="whatsapp", actor=None)
    shop = make(business=product.business, name="Poster pasar", actor=None)
    assert (len({link.pk, other.pk, shop.pk}), len({link.code, other.code, shop.code})) == (3, 3)
    assert AuditEntry.objects.filter(verb="campaigns.make").count() == 3
    stop(campaign=link, actor=None)
    renewed = make(business=product.business, product=product, name="Poster pasar", actor=None)
    assert renewed.code != link.code


def test_everything_wrong_is_said_at_once(product):
    with pytest.raises(DomainError) as told:
        make(business=BusinessFactory(), product=product, name=" ", channel="radio", actor=None)
    assert [problem.field for problem in told.value.problems] == ["name", "target", "channel"]
    with pytest.raises(DomainError, match="paling panjang 60 huruf"):
        make(business=product.business, name="p" * 61, actor=None)
    assert not Campaign.objects.exists()


def test_a_taken_code_is_drawn_anew_and_a_shop_cannot_make_links_without_end(product, link, monkeypatch):
    drawn = iter([link.code, "baru23"])
    monkeypatch.setattr(making, "get_random_string", lambda *_length: next(drawn))
    assert make(business=product.business, name="Lain", actor=None).code == "baru23"
    monkeypatch.setattr(making, "MOST", 2)
    with pytest.raises(DomainError, match="Tautan aktif sudah 2"):
        make(business=product.business, name="Ketiga", actor=None)


def test_the_database_itself_refuses_a_second_active_one(product, link):
    for target in (product, None):
        first = {"business": product.business, "product": target, "name": "Sama", "created_at": clock.now()}
        Campaign.objects.create(**first, code=f"a{target is None}"[:8])
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.create(**first, code=f"b{target is None}"[:8])


def test_a_visit_is_led_on_and_counted_once_a_person_came(product, link):
    answer = open_link(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, product.get_absolute_url())
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer.cookies == {}
    assert CampaignDay.objects.count() == 0
    assert visits(link) == 1
    open_link(link)
    Client().get(link.path.upper().replace("/S/", "/s/"), HTTP_USER_AGENT=PHONE)
    for agent in ("", "WhatsApp/2.23", "curl/8.0", "Googlebot/2.1"):
        assert open_link(link, agent=agent).status_code == 302
    open_link(link, HTTP_SEC_PURPOSE="prefetch")
    Client().head(link.path, HTTP_USER_AGENT=PHONE)
    assert visits(link) == 3
    assert link.days.get().day == clock.today()


def test_staff_and_the_shops_own_people_do_not_count(product, link):
    groups.found()
    staff = UserFactory()
    staff.groups.add(Group.objects.get(name=groups.EDITOR))
    own = MembershipFactory(business=product.business).user
    for user, count in ((staff, 0), (own, 0), (MembershipFactory().user, 1)):
        client = Client()
        client.force_login(user)
        assert open_link(link, client).status_code == 302
        assert visits(link) == count


def test_where_a_link_leads_when_its_product_its_switch_or_its_shop_is_gone(product, link):
    shop = product.business.get_absolute_url()
    Product.objects.update(is_listed=False)
    assert open_link(link).headers["Location"] == shop
    Product.objects.update(is_listed=True)
    stop(campaign=link, actor=None)
    stop(campaign=link, actor=None)
    assert AuditEntry.objects.filter(verb="campaigns.stop").count() == 1
    assert open_link(link).headers["Location"] == shop
    assert visits(link) == 1
    product.business.standing = Standing.SUSPENDED
    product.business.save()
    answer = open_link(link)
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "Tautan ini sudah tidak aktif" in page
    assert product.business.name not in page


@pytest.mark.parametrize("path", ["/s/tidak2/", "/s/a/", "/s/https%3A%2F%2Fjahat.id/", "/s/abc-def/"])
def test_what_was_never_given_is_not_found(path, link):
    assert Client().get(path, HTTP_USER_AGENT=PHONE).status_code == 404


def test_nothing_in_the_request_moves_the_target(product, link):
    answer = Client().get(
        f"{link.path}?next=https://jahat.id/", HTTP_USER_AGENT=PHONE, HTTP_REFERER="https://jahat.id/"
    )
    assert (answer.headers["Location"], urlsplit(answer.headers["Location"]).netloc) == (product.get_absolute_url(), "")


def test_counts_are_added_by_day_in_few_queries(product, link, django_assert_num_queries):
    other = make(business=product.business, name="Lain", actor=None)
    day = clock.today()
    people = [UserFactory().pk, MembershipFactory(business=product.business).user.pk]
    counts = {Seen(day, "visit", link.pk, None): 4, Seen(day, "visit", other.pk, people[0]): 2,
              Seen(day, "visit", other.pk, people[1]): 9, Seen(day, "visit", 999_999, None): 5}  # fmt: skip
    with django_assert_num_queries(7):  # five, and the savepoint of this test around them
        record(counts)
    record({Seen(day - timedelta(days=40), "visit", link.pk, None): 3, Seen(day, "visit", link.pk, None): 1})
    with django_assert_num_queries(2):
        rows = {row.name: (row.visits, row.recent) for row in page_of(product.business).rows}
    assert rows == {"Poster pasar": (8, 5), "Lain": (2, 2)}
