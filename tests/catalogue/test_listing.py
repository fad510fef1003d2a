from datetime import timedelta
from random import Random

import pytest

from products.catalogue import facets as cube
from products.catalogue.counts import band_limits
from products.catalogue.facets import price_band
from products.catalogue.models import Product
from products.catalogue.queries import Filters, facets, list_products, product_detail, tree
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Halal
from rumah.businesses.states import PermitKind
from rumah.core import clock
from tests.factories.businesses import BusinessFactory, PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db
PRICES = (10_000, 24_999, 25_000, 60_000, 100_000, 250_000, 999_999)
DISTRICTS = ("35.10.16", "35.10.17", "35.09.01")


def crowd(number: int = 60, seed: int = 7) -> list[Product]:
    """Many listed products at random, with equal prices and equal moments among them."""
    rng = Random(seed)
    roots = [CategoryFactory(slug=f"akar-{n}") for n in range(2)]
    leaves = [CategoryFactory(slug=f"daun-{n}", parent=rng.choice(roots)) for n in range(5)]
    shops = [BusinessFactory(region_code=f"{district}.2001") for district in DISTRICTS]
    now = clock.now()
    made = []
    for at in range(number):
        price = rng.choice(PRICES)
        made.append(
            ProductFactory(
                business=rng.choice(shops), category=rng.choice(leaves), name=rng.choice(["Kopi", "Teh"]) + f" {at}",
                description=rng.choice(["", "enak dengan kopi"]), min_price=price, max_price=price,
                halal=rng.choice([Halal.CERTIFIED, Halal.NOT_YET]), has_permit=rng.random() < 0.5,
                in_stock=rng.random() < 0.7, listed_at=now - timedelta(days=rng.randrange(5)),
            )
        )  # fmt: skip
    from products.catalogue.search.documents import index_products

    index_products([product.pk for product in made])
    cube.rebuild()
    return made


def walk(filters: Filters, size: int = 7) -> list[int]:
    seen: list[int] = []
    cursor, pages = "", 0
    while True:
        listing = list_products(filters, cursor=cursor, size=size)
        assert len(listing.rows) <= size
        seen += [row.id for row in listing.rows]
        cursor, pages = listing.next_cursor, pages + 1
        if not cursor:
            return seen
        assert pages < 100


@pytest.mark.parametrize("sort", ["newest", "cheapest", "dearest", "relevance"])
@pytest.mark.parametrize("q", ["", "kopi"])
@pytest.mark.parametrize("size", [1, 7, 60])
def test_every_product_is_met_exactly_once(sort: str, q: str, size: int) -> None:
    made = crowd()
    seen = walk(Filters(q=q, sort=sort), size)
    expected = {p.pk for p in made if not q or "kopi" in f"{p.name} {p.description}".lower()}
    assert len(seen) == len(set(seen))
    assert set(seen) == expected


def test_orders_are_what_they_say() -> None:
    made = {product.pk: product for product in crowd()}
    by_price = [made[pk].min_price for pk in walk(Filters(sort="cheapest"))]
    assert by_price == sorted(by_price)
    by_price = [made[pk].min_price for pk in walk(Filters(sort="dearest"))]
    assert by_price == sorted(by_price, reverse=True)
    newest = [(made[pk].listed_at, pk) for pk in walk(Filters())]
    assert newest == sorted(newest, reverse=True)
    fit = [("Kopi" in made[pk].name, made[pk].listed_at, pk) for pk in walk(Filters(q="kopi", sort="relevance"))]
    assert fit == sorted(fit, reverse=True)


def fits(product: Product, filters: Filters, without: str = "") -> bool:
    """Say once more, in plain Python, whether a product fits all filters but one."""
    within = {filters.category}
    tests = {
        "category": not filters.category or bool(within & {product.category.slug, product.category.parent.slug}),
        "district": not filters.district or product.district_code == filters.district,
        "region": product.district_code.startswith(filters.region),
        "price": (filters.min_price or 0) <= product.min_price <= (filters.max_price or 10**12),
        "halal": not filters.halal or product.halal == Halal.CERTIFIED,
        "permit": not filters.permit or product.has_permit,
        "in_stock": not filters.in_stock or product.in_stock,
        "q": not filters.q or filters.q in f"{product.name} {product.description}".lower(),
        "business": not filters.business or product.business.slug == filters.business,
    }
    return all(fit for name, fit in tests.items() if name != without)


def test_counts_equal_a_plain_recount() -> None:
    made = crowd(80)
    rng = Random(3)
    by_slug = {category.slug: category.pk for category in tree()}
    for _round in range(60):
        low, high = band_limits(rng.randrange(5))
        filters = Filters(
            q=rng.choice(["", "kopi"]), category=rng.choice(["", "akar-0", "daun-1"]),
            district=rng.choice(["", "", *DISTRICTS]), region=rng.choice(["", "35.10"]),
            min_price=rng.choice([None, low]), max_price=rng.choice([None, high]), halal=rng.random() < 0.3,
            permit=rng.random() < 0.3, in_stock=rng.random() < 0.3,
            business=rng.choice(["", "", made[0].business.slug]),
        )  # fmt: skip
        counted = facets(filters)
        assert counted.total == sum(fits(p, filters) for p in made), filters
        assert counted.total == len(walk(filters)), filters
        if not (filters.category and filters.q):
            for slug in ("akar-0", "akar-1", "daun-0", "daun-4"):
                expected = sum(
                    fits(p, filters, "category") and slug in {p.category.slug, p.category.parent.slug} for p in made
                )
                assert counted.categories[by_slug[slug]] == expected, (slug, filters)
        for district in DISTRICTS:
            expected = sum(fits(p, filters, "district") and p.district_code == district for p in made)
            assert counted.districts[district] == expected, filters
        for band in range(5):
            expected = sum(fits(p, filters, "price") and price_band(p.min_price) == band for p in made)
            assert counted.bands[band] == expected, filters
        assert counted.halal == sum(fits(p, filters) and p.halal == Halal.CERTIFIED for p in made)
        assert counted.permit == sum(fits(p, filters) and p.has_permit for p in made)
        assert counted.in_stock == sum(fits(p, filters) and p.in_stock for p in made)


def test_a_price_between_the_bands_is_counted_too() -> None:
    made = crowd()
    assert facets(Filters(min_price=24_999, max_price=60_000)).total == sum(
        24_999 <= p.min_price <= 60_000 for p in made
    )


def test_band_limits_meet() -> None:
    assert [band_limits(band) for band in range(5)] == [
        (None, 24_999), (25_000, 49_999), (50_000, 99_999), (100_000, 249_999), (250_000, None),
    ]  # fmt: skip


def test_many_are_counted_no_further_than_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("products.catalogue.counts.CAP", 20)
    crowd(60)
    listing = list_products(Filters(q="kopi"), size=5)
    assert (listing.is_capped, listing.total) == (True, 21)


def test_the_catalogue_needs_few_queries(django_assert_num_queries: object) -> None:
    crowd()
    with django_assert_num_queries(3):  # type: ignore[operator]  # rows, counts, categories
        listing = list_products(Filters(category="akar-0"))
        counted = facets(Filters(category="akar-0"))
        assert tree()
        assert [row.business_name for row in listing.rows]  # type: ignore[attr-defined]
        assert [row.business_slug for row in listing.rows]  # type: ignore[attr-defined]
    assert counted.total == listing.total


@pytest.mark.parametrize("cursor", ["x", "1", "2", "2x", "W10", "[]", "\x00", "WzEsMl0"])
def test_a_cursor_that_is_not_ours_is_the_first_page(cursor: str) -> None:
    crowd(10)
    assert len(list_products(Filters(), cursor=cursor).rows) == 10
    assert list_products(Filters(q="kopi", sort="relevance"), cursor=cursor).rows


def test_unknown_filters_find_nothing() -> None:
    crowd(5)
    for filters in (Filters(category="x"), Filters(business="x"), Filters(district="99.99.99"), Filters(region="99")):
        assert list_products(filters).rows == []
        assert facets(filters).total == 0


def test_a_product_with_all_that_belongs_to_it(django_assert_num_queries: object) -> None:
    product = VariantFactory(product__category__parent=CategoryFactory()).product
    VariantFactory(product=product, is_active=False)
    valid = PermitFactory(business=product.business)
    old = PermitFactory(business=product.business, kind=PermitKind.BPOM, expires_on=clock.today() - timedelta(days=1))
    product.permits.add(valid, old)
    product.tags.add("manis", "asin")
    others = ProductFactory.create_batch(10, business=product.business)
    hidden = ProductFactory(business=product.business, is_listed=False)
    tree()
    with django_assert_num_queries(5):  # type: ignore[operator]
        detail = product_detail(product.slug)
        assert detail is not None
        assert detail.product.category.parent
        assert detail.product.business.name
        assert [variant.stock.on_hand for variant in detail.variants] == [10]
    assert detail.permits == [valid]
    assert detail.tags == ["asin", "manis"]
    assert [other.id for other in detail.others] == [other.pk for other in reversed(others)][:8]
    assert hidden not in detail.others
    assert product_detail(hidden.slug) is None
    assert product_detail("tidak-ada") is None


def test_the_cube_forgets_what_is_no_longer_listed() -> None:
    product = VariantFactory().product
    refresh_products([product.pk])
    cube.rebuild()
    assert facets(Filters()).total == 1
    product.variants.update(is_active=False)
    refresh_products([product.pk])
    cube.rebuild()
    assert facets(Filters(in_stock=False, region="35")).total == 0
