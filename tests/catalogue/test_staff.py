import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from products.catalogue.models import Category, Product
from products.catalogue.queries import Filters, list_products, tree
from products.catalogue.refresh import refresh_products
from rumah.core.models import AuditEntry
from tests.factories.catalogue import CategoryFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    client, user = Client(), UserFactory()
    names = ["access_admin", "view_product", "change_product", "add_category", "change_category", "view_category"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def test_staff_mend_a_product_and_search_follows(staff: Client) -> None:
    product = VariantFactory(product__name="Kpoi").product
    refresh_products([product.pk])
    assert staff.get(reverse("product:index") + "?status=published&q=kpo").status_code == 200
    url = reverse("product:edit", args=[product.pk])
    assert staff.get(url).status_code == 200
    values = {"name": "Kopi", "category": product.category_id, "description": "enak", "halal": "na", "tags": ""}
    assert staff.post(url, values).status_code == 302
    assert [row.name for row in list_products(Filters(q="kopi")).rows] == ["Kopi"]
    entry = AuditEntry.objects.get(verb="catalogue.edit")
    assert entry.data == {"fields": ["description", "name"]}


@pytest.mark.parametrize("deed", ["add", "delete"])
def test_nobody_adds_or_deletes_a_product_by_hand(deed: str) -> None:
    product, boss = VariantFactory().product, Client()
    boss.force_login(UserFactory(is_superuser=True))
    url = reverse(f"product:{deed}", args=[product.pk] if deed == "delete" else [])
    assert boss.post(url, {"name": "x"}).status_code in {302, 403}
    assert Product.objects.count() == 1


def test_a_new_category_is_in_the_tree_at_once(staff: Client) -> None:
    root = CategoryFactory()
    assert tree() == [root]
    values = {"parent": root.pk, "name": "Teh", "name_en": "Tea", "slug": "teh", "position": 1}
    assert staff.post(reverse("category:add"), values).status_code == 302
    assert [category.slug for category in tree()] == [root.slug, "teh"]
    made = Category.objects.get(slug="teh")
    staff.post(reverse("category:edit", args=[made.pk]), {**values, "name": "Teh hijau"})
    assert [category.name for category in tree()] == [root.name, "Teh hijau"]


def test_strangers_do_not_get_in(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse("product:index")).status_code in {302, 403}
