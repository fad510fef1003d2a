from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.catalogue.expiry import refresh_expired
from products.catalogue.models import NEVER, Product, ProductPhoto
from products.catalogue.refresh import refresh_products
from rumah.businesses.models import Permit
from rumah.businesses.states import PermitKind, Standing
from rumah.core import clock
from rumah.core.pagecache import GENERATION
from tests.factories.businesses import BusinessFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


def refreshed(product: Product) -> Product:
    refresh_products([product.pk])
    return Product.objects.get(pk=product.pk)


def test_prices_are_those_of_active_variants() -> None:
    product = ProductFactory(min_price=0, max_price=0, is_listed=False, listed_at=NEVER)
    for price, is_active in ((20_000, True), (35_000, True), (5_000, False)):
        VariantFactory(product=product, price=price, is_active=is_active)
    product = refreshed(product)
    assert (product.min_price, product.max_price, product.is_listed) == (20_000, 35_000, True)
    assert product.listed_at != NEVER
    first = product.listed_at
    product.variants.update(is_active=False)
    product = refreshed(product)
    assert (product.min_price, product.max_price, product.is_listed, product.listed_at) == (0, 0, False, first)
    product.variants.update(is_active=True)
    assert refreshed(product).listed_at == first


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUBMITTED, Standing.SUSPENDED])
def test_only_a_verified_business_is_on_the_shelf(standing: str) -> None:
    product = VariantFactory(product__business=BusinessFactory(standing=standing)).product
    assert not refreshed(product).is_listed


@pytest.mark.parametrize(
    ("kind", "days", "counts"),
    [("pirt", None, True), ("bpom", 0, True), ("pirt", -1, False), ("nib", 9, False), ("mark", None, False)],
)
def test_a_permit_counts_while_it_is_valid(kind: str, days: int | None, counts: bool) -> None:
    product = VariantFactory().product
    day = None if days is None else clock.today() + timedelta(days=days)
    product.permits.add(PermitFactory(business=product.business, kind=kind, expires_on=day))
    assert refreshed(product).has_permit is counts


def test_a_permit_that_runs_out_is_taken_from_its_offers() -> None:
    product = VariantFactory().product
    product.permits.add(PermitFactory(business=product.business, kind=PermitKind.PIRT, expires_on=clock.today()))
    assert refreshed(product).has_permit
    Permit.objects.update(expires_on=clock.today() - timedelta(days=1))
    assert refresh_expired() == 1
    assert not Product.objects.get().has_permit
    assert refresh_expired() == 0


def test_the_card_shows_the_first_rendered_photo() -> None:
    product = VariantFactory().product
    for position, alt in enumerate(("belum", "dua", "tiga")):
        renditions = {"card_320": {"name": f"{alt}.webp", "width": 320, "height": 240}} if position else {}
        ProductPhoto.objects.create(
            product=product, original="x.jpg", width=1, height=1, source_digest=alt, alt=alt, position=position,
            renditions=renditions,
        )  # fmt: skip
    product = refreshed(product)
    assert (product.card_photo, product.card_alt) == ("dua.webp", "dua")


def test_businesses_know_how_much_they_show() -> None:
    one, other = BusinessFactory(), BusinessFactory(region_code="35.10.01.2001")
    for business in (one, one, other):
        VariantFactory(product__business=business)
    refresh_products(Product.objects.values_list("pk", flat=True))
    for business, count in ((one, 2), (other, 1)):
        business.refresh_from_db()
        assert business.product_count == count
    assert Product.objects.get(business=other).district_code == "35.10.01"


def statements(ids: list[int]) -> int:
    with CaptureQueriesContext(connection) as queries:
        refresh_products(ids)
    return len(
        [
            query
            for query in queries
            if "FROM catalogue_product_search" not in query["sql"]
            and "INTO catalogue_product_search" not in query["sql"]
        ]
    )


def test_the_cost_does_not_grow_with_the_number() -> None:
    ids = [VariantFactory().product.pk for _n in range(30)]
    refresh_products(ids)
    assert statements(ids) == statements(ids[:2])


def test_stored_pages_are_forgotten(django_capture_on_commit_callbacks: object) -> None:
    product = VariantFactory().product
    cache.set(GENERATION, 5, None)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        refresh_products([product.pk])
    assert cache.get(GENERATION) == 6
    refresh_products([])
