"""What pages of people and lists of staff cost: the same for three rows and for thirty."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.services.models import Service
from products.catalogue.models import Category
from products.orders.models import Order
from products.orders.people import Buyer
from products.payments.models import Attempt
from rumah.businesses.models import Business
from rumah.core import clock
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.factories.orders import buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 27


def cost(client: Client, path: str) -> int:
    client.get(path)  # what is kept for a while is filled by whoever comes first
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def costs(client: Client, path: str, more: Callable[[int], object]) -> tuple[int, int]:
    """Return the queries of a page with three rows and with thirty."""
    more(FEW)
    few = cost(client, path)
    more(MANY)
    return few, cost(client, path)


def sell(business: Business, category: Category, count: int) -> None:
    for _turn in range(count):
        VariantFactory(product=ProductFactory(business=business, category=category))


def test_the_directory(client: Client) -> None:
    assert costs(client, "/usaha/", BusinessFactory.create_batch) == (2, 2)


def test_an_owners_businesses(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    few, many = costs(client, "/toko-saya/", lambda count: MembershipFactory.create_batch(count, user=user))
    assert few == many <= 5


def test_an_owners_overview_and_shelf(client: Client) -> None:
    member, category = MembershipFactory(), CategoryFactory()
    client.force_login(member.user)
    shop = f"/toko-saya/{member.business.slug}/"
    sell(member.business, category, FEW)
    few = cost(client, shop), cost(client, f"{shop}produk/")
    sell(member.business, category, MANY)
    assert (cost(client, shop), cost(client, f"{shop}produk/")) == few
    assert max(few) <= 10


def test_an_owners_orders_and_a_shoppers_account(client: Client) -> None:
    member, shopper = MembershipFactory(), UserFactory()
    variant = VariantFactory(product=ProductFactory(business=member.business), stock=99)
    seller = Client()
    seller.force_login(member.user)
    client.force_login(shopper)
    path = f"/toko-saya/{member.business.slug}/pesanan/?tahap=menunggu"

    def purchase(count: int) -> None:
        for _turn in range(count):
            buy({variant: 1}, buyer=Buyer("Siti Aminah", "0812 3456 7890", user=shopper))

    purchase(FEW)
    few = cost(seller, path), cost(client, "/akun/")
    purchase(MANY)
    assert Order.objects.count() == FEW + MANY
    assert (cost(seller, path), cost(client, "/akun/")) == few
    assert max(few) <= 10


def test_services(client: Client) -> None:
    few, many = costs(client, "/pendampingan/", ServiceFactory.create_batch)
    assert few == many <= 5


def test_a_mentors_desk(client: Client) -> None:
    mentor = MentorFactory(skills=[ServiceFactory(for_product=False)])
    client.force_login(mentor.user)

    def skilled(count: int) -> None:
        mentor.skills.add(*ServiceFactory.create_batch(count))

    few, many = costs(client, "/meja/", skilled)
    assert few == many <= 8
    assert Service.objects.count() == FEW + MANY + 1


def shelve(count: int) -> None:
    for _turn in range(count):
        VariantFactory()


def attempts(count: int) -> None:
    purchase = buy({VariantFactory(): 1})
    now = clock.now()
    Attempt.objects.bulk_create(
        Attempt(purchase=purchase, provider="stripe", state="failed", amount=1, created_at=now, expires_at=now)
        for _turn in range(count)
    )


@pytest.mark.parametrize(
    ("name", "more"),
    [("business:list", BusinessFactory.create_batch), ("product:index", shelve), ("attempt:index", attempts)],
)
def test_a_list_of_staff(client: Client, name: str, more: Callable[[int], object]) -> None:
    client.force_login(UserFactory(is_superuser=True))
    few, many = costs(client, reverse(name), more)
    assert few == many
