import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from products.catalogue import holding, publish, variants
from products.catalogue.arranging import move_up
from products.catalogue.models import Category, Product
from products.catalogue.queries import Filters, list_products, tree
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Status
from rumah.core.errors import Conflict
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import MembershipFactory
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
    values = {"parent": root.pk, "name": "Teh", "name_en": "Tea", "slug": "teh", "position": 1, "usual_weight": 150}
    assert staff.post(reverse("category:add"), values).status_code == 302
    assert [category.slug for category in tree()] == [root.slug, "teh"]
    made = Category.objects.get(slug="teh")
    staff.post(reverse("category:edit", args=[made.pk]), {**values, "name": "Teh hijau"})
    assert [category.name for category in tree()] == [root.name, "Teh hijau"]


def test_strangers_do_not_get_in(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse("product:index")).status_code in {302, 403}


def test_a_held_product_leaves_the_shelf_until_staff_let_it_go(client: Client) -> None:
    member = MembershipFactory()
    product = VariantFactory(product__business=member.business).product
    verifier = UserFactory()
    names = ["access_admin", "view_product", "suspend_product"]
    verifier.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(verifier)
    assert client.get(f"/staf/produk/{product.pk}/").status_code == 200
    assert client.post(f"/staf/produk/{product.pk}/tahan/", {"reason": " "}).status_code == 400
    assert client.post(f"/staf/produk/{product.pk}/tahan/", {"reason": "Foto milik orang lain."}).status_code == 302
    product.refresh_from_db()
    assert (product.status, product.is_listed, product.status_reason) == (
        Status.SUSPENDED, False, "Foto milik orang lain.",
    )  # fmt: skip
    assert "Foto milik orang lain." in OutboxMessage.objects.get().body
    for verb in (publish.publish, publish.unpublish, publish.archive):
        with pytest.raises(Conflict):
            verb(product=product, actor=member.user)
    client.post(f"/staf/produk/{product.pk}/lepas/")
    product.refresh_from_db()
    assert (product.status, product.is_listed, product.status_reason) == (Status.PUBLISHED, True, "")


def test_who_only_mends_words_holds_nothing(staff: Client) -> None:
    product = VariantFactory().product
    staff.post(f"/staf/produk/{product.pk}/tahan/", {"reason": "Coba"})
    product.refresh_from_db()
    assert product.status == Status.PUBLISHED


def test_variants_come_change_move_and_go_by_verbs() -> None:
    first = VariantFactory(price=15_000)
    product = first.product
    added = variants.add_variant(product=product, wording=variants.Wording("B", "Besar", 30_000, 500), actor=None)
    product.refresh_from_db()
    assert (product.min_price, product.max_price) == (15_000, 30_000)
    with pytest.raises(Conflict):
        variants.change_variant(variant=added, wording=variants.Wording(first.sku, "", 1, 1), actor=None)
    move_up(item=added, actor=None)
    assert list(product.variants.values_list("pk", flat=True)) == [added.pk, first.pk]
    variants.switch_variant(variant=first, active=False, actor=None)
    with pytest.raises(Conflict):
        variants.switch_variant(variant=added, active=False, actor=None)
    product.refresh_from_db()
    assert product.min_price == 30_000


def test_the_owner_reads_why_a_product_is_held(client: Client) -> None:
    member = MembershipFactory()
    product = VariantFactory(product__business=member.business).product
    client.force_login(member.user)
    url = reverse("workspace:products", args=[member.business.slug])
    assert "Catatan petugas:" not in client.get(url).content.decode()
    holding.suspend(product=product, actor=None, reason="Foto milik orang lain.")
    page = client.get(url).content.decode()
    assert "Catatan petugas:" in page
    assert "Foto milik orang lain." in page
    step = reverse("workspace:product_step", args=[member.business.slug, product.slug, "tampilkan"])
    assert "ditahan" in client.post(step, follow=True).content.decode()
    product.refresh_from_db()
    assert product.status == Status.SUSPENDED
