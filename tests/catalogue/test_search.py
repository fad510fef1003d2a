import pytest
from django.core.cache import cache

from products.catalogue.models import Product, SearchWord
from products.catalogue.queries import Filters, facets, list_products
from products.catalogue.refresh import refresh_products
from products.catalogue.reindex import recount_words, reindex
from rumah.businesses.models import Business
from rumah.core.search.nearest import distance, nearest
from rumah.core.search.words import query_words, tokenise
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import CategoryFactory, VariantFactory

pytestmark = pytest.mark.django_db


def shelf(*names: str, **fields: object) -> list[Product]:
    products = [
        VariantFactory(product__name=name, **{f"product__{key}": value for key, value in fields.items()}).product
        for name in names
    ]
    refresh_products([product.pk for product in products])
    return products


def found(q: str, **more: object) -> list[str]:
    return [row.name for row in list_products(Filters(q=q, sort="relevance", **more)).rows]  # type: ignore[arg-type]


def test_words_are_plain() -> None:
    assert tokenise("Kopi “Ijèn” 250g, P-IRT_no") == ["kopi", "ijen", "250g", "p", "irt", "no"]
    assert query_words("kopi dan teh kopi") == ["kopi", "teh"]
    assert query_words("dan") == ["dan"]
    assert len(query_words(" ".join(f"kata{n}" for n in range(50)))) == 8
    assert query_words("a" * 300) == ["a" * 40]


def test_a_word_its_beginning_and_any_order_are_found() -> None:
    shelf("Keripik Pisang Manis", "Kopi Robusta")
    assert found("pisang") == ["Keripik Pisang Manis"]
    assert found("pis") == ["Keripik Pisang Manis"]
    assert found("PISANG  keri") == ["Keripik Pisang Manis"]
    assert found("pisang robusta") == []


def test_names_come_before_the_rest_each_newest_first() -> None:
    shelf("Gula aren", description="untuk kopi")
    shelf("Kopi Ijen", "Kopi Raung")
    shelf("Cangkir", description="cangkir kopi")
    assert found("kopi") == ["Kopi Raung", "Kopi Ijen", "Cangkir", "Gula aren"]


def test_business_place_category_and_tag_are_found() -> None:
    business = BusinessFactory(name="Dapur Osing", region_code="35.10.16.1014")
    (product,) = shelf("Bagiak", business=business, category=CategoryFactory(name="Kue kering", name_en="Biscuits"))
    product.tags.add("oleh-oleh")
    refresh_products([product.pk])
    for q in ("osing", "banyuwangi", "kue kering", "biscuits", "oleh oleh", "bagiak osing"):
        assert found(q) == ["Bagiak"], q


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kripik pisng", "keripik pisang"), ("kpoi", "kopi"), ("robsta kopi", "robusta kopi"), ("keripikk", "keripik")],
)
def test_misspelt_words_are_led_to_the_nearest(typed: str, meant: str) -> None:
    shelf("Keripik Pisang", "Kopi Robusta")
    listing = list_products(Filters(q=typed, sort="relevance"))
    assert listing.corrected == meant
    assert [row.name for row in listing.rows] == [("Kopi Robusta" if "kopi" in meant else "Keripik Pisang")]
    assert facets(Filters(q=typed)).total == 1


def test_the_commoner_of_two_near_words_is_meant() -> None:
    shelf("Batu gajah", "Kain batik", "Batik tulis", "Udeng batik")
    recount_words()
    assert list_products(Filters(q="batk")).corrected == "batik"


def test_a_correction_that_finds_nothing_is_not_claimed() -> None:
    shelf("Sambal", "Udeng")
    listing = list_products(Filters(q="sambl udeng"))
    assert (listing.rows, listing.corrected, listing.suggestions.words) == ([], "", ["sambal", "udeng"])


def test_a_known_word_is_not_corrected() -> None:
    shelf("Keripik Pisang")
    assert list_products(Filters(q="keri")).corrected == ""


def test_distance_counts_slips() -> None:
    assert (distance("pisng", "pisang"), distance("kpoi", "kopi"), distance("", "abc")) == (1, 1, 3)
    assert nearest("kopi", [("topi", 1), ("sopi", 9), ("pisang", 99)], most=3) == ["sopi", "topi"]


@pytest.mark.parametrize(
    "q",
    [
        '"', "*", ":", "a:b", "& | !", "NEAR(a b)", "kopi NOT pisang", "kopi*", "name:kopi", "'; DROP TABLE x --", "x" * 10_000,
        "kopi " * 3000, "☕", "\u202ekopi", "\x00", "kopi\x00pisang", "%", "_", "\\", "(", "٣", "ﷺ", "漢字", "ａｂｃ", "{}", "1e5", "-1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["relevance", "newest", "nonsense"])
def test_any_text_is_a_valid_query(q: str, sort: str) -> None:
    shelf("Kopi")
    filters = Filters(q=q, sort=sort)
    listing = list_products(filters, cursor=q[:50])
    assert len(listing.rows) in {0, 1}
    assert facets(filters).total in {0, 1}


def test_signs_around_a_word_do_not_hide_it() -> None:
    shelf("Kopi")
    assert found('"kopi*" &') == ["Kopi"]


def test_nothing_found_suggests() -> None:
    shelf("Keripik Pisang", "Keripik Talas")
    reindex()
    listing = list_products(Filters(q="keripik kopi"))
    assert (listing.rows, listing.total) == ([], 0)
    assert listing.suggestions.words[0] == "keripik"
    assert [row.name for row in listing.suggestions.products] == ["Keripik Talas", "Keripik Pisang"]
    assert len(listing.suggestions.categories) == 2
    assert list_products(Filters(q="☕")).suggestions.products


def test_the_index_follows_changes() -> None:
    (product,) = shelf("Kopi")
    Product.objects.filter(pk=product.pk).update(name="Teh")
    Business.objects.filter(pk=product.business_id).update(name="Kebun Kalibendo")
    refresh_products([product.pk])
    assert (found("kopi"), found("teh"), found("kalibendo")) == ([], ["Teh"], ["Teh"])
    recount_words()
    assert not SearchWord.objects.filter(word="kopi").exists()
    assert SearchWord.objects.get(word="kalibendo").uses == 1


def test_what_is_not_listed_is_not_found() -> None:
    (product,) = shelf("Kopi")
    product.variants.update(is_active=False)
    refresh_products([product.pk])
    assert found("kopi") == []


def test_a_query_and_filters_narrow_together() -> None:
    cheap, dear = shelf("Kopi kecil", "Kopi besar")
    dear.variants.update(price=90_000)
    refresh_products([dear.pk])
    assert found("kopi", min_price=50_000) == ["Kopi besar"]
    assert found("kopi", category=cheap.category.slug) == ["Kopi kecil"]
    assert found("kopi", business=dear.business.slug) == ["Kopi besar"]


def test_search_needs_few_queries(django_assert_num_queries: object) -> None:
    shelf("Kopi Ijen", "Kopi Raung", "Keripik")
    with django_assert_num_queries(5):  # type: ignore[operator]  # words, names, the rest, counts, categories
        list_products(Filters(q="kopi", sort="relevance"))
        facets(Filters(q="kopi"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        list_products(Filters(q="kopi", sort="relevance"))
        facets(Filters(q="kopi"))


def test_a_cold_misspelt_search_of_several_words_needs_five(django_assert_num_queries: object) -> None:
    shelf("Keripik Pisang", "Keripik Talas", "Kopi")
    cache.clear()  # the tree of categories too
    with django_assert_num_queries(5):  # type: ignore[operator]  # words, names, the rest, counts, categories
        listing = list_products(Filters(q="kripik pisng", sort="relevance"))
        facets(Filters(q="kripik pisng"))
    assert (listing.corrected, [row.name for row in listing.rows]) == ("keripik pisang", ["Keripik Pisang"])
