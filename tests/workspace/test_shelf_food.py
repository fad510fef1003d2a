"""What food says of halal, and the trade of a business as a hint of the category."""

import pytest
from django.test import Client

from products.catalogue.describing import Details, describe
from products.catalogue.fitting import fitting_category
from products.catalogue.found import TREE, found
from products.catalogue.models import Category
from products.catalogue.states import Halal
from products.catalogue.trades import CATEGORY_OF
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(client: Client) -> Business:
    member = MembershipFactory()
    client.force_login(member.user)
    return member.business


def test_food_says_what_it_is_of_halal_and_a_certificate_must_be_on_file(shop: Business) -> None:
    food = CategoryFactory(is_food=True)
    product = ProductFactory(business=shop, category=food, halal=Halal.NOT_APPLICABLE)
    with pytest.raises(DomainError, match="sertifikat halal") as error:
        describe(product=product, details=Details("Keripik", food, halal=Halal.CERTIFIED), actor=None)
    assert [problem.field for problem in error.value.problems] == ["halal"]
    PermitFactory(business=shop, kind="halal", number="ID" + "1" * 17)
    for said, kept in ((Halal.CERTIFIED, "certified"), (None, "certified"), (Halal.NON_HALAL, "non_halal")):
        assert describe(product=product, details=Details("Keripik", food, halal=said), actor=None).halal == kept
    craft = CategoryFactory()
    assert describe(product=product, details=Details("Keripik", craft, halal="certified"), actor=None).halal == "na"


def test_the_form_asks_halal_and_chooses_nothing_for_the_owner(client: Client, shop: Business) -> None:
    product = ProductFactory(business=shop, category__is_food=True, halal=Halal.NOT_APPLICABLE)
    page = client.get(f"/toko-saya/{shop.slug}/produk/{product.slug}/").content.decode()
    assert '<option value="" selected>Pilih status halal</option>' in page
    fresh = client.get(f"/toko-saya/{shop.slug}/tambah-produk/").content.decode()
    assert '<option value="not_yet" selected>belum bersertifikat</option>' in fresh


def test_the_trade_is_a_hint_where_the_name_says_nothing(shop: Business) -> None:
    found()
    for name, kbli, version, slug in (
        ("Zwxq", "10794", 2020, "keripik-kerupuk"), ("Zwxq", "", None, None), ("Zwxq", "11040", 2025, None),
        ("Sepatu kulit", "10794", 2020, "alas-kaki"),
    ):  # fmt: skip
        shop.kbli, shop.kbli_version = kbli, version
        guessed = fitting_category(name, shop)
        assert (guessed.slug if guessed else None) == slug
    leaves = {leaf for _name, _english, _food, rows in TREE.values() for leaf, _own, _en in rows}
    assert set(CATEGORY_OF.values()) <= leaves
    assert Category.objects.get(slug="tanaman-bibit").is_food is False
