import pytest
from django.http import QueryDict

from products.catalogue.queries import Filters
from products.shop.browse.asked import read
from tests.factories.catalogue import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _categories() -> None:
    for slug in ("camilan", "kopi"):
        CategoryFactory(slug=slug)


def asked(query: str) -> tuple[Filters, dict[str, str]]:
    made = read(QueryDict(query))
    return made.filters, made.words


def test_every_parameter_is_read() -> None:
    filters, words = asked(
        "q=+keripik++pisang&kategori=camilan&wilayah=35.10.16&min=Rp+10.000&max=50rb&halal=1&izin=1&tersedia=1"
        "&urut=termurah&usaha=dapur&utm_source=wa"
    )
    assert filters == Filters(
        q="keripik pisang", category="camilan", district="35.10.16", region="", business="dapur", min_price=10_000,
        max_price=50_000, halal=True, permit=True, in_stock=True, sort="cheapest",
    )  # fmt: skip
    assert list(words) == ["q", "kategori", "usaha", "wilayah", "min", "max", "halal", "izin", "tersedia", "urut"]


@pytest.mark.parametrize(
    "query",
    [
        "kategori=%27%3B--", "wilayah=99.99", "wilayah=x", "min=15.00", "min=-5", "max=1e9", "halal=ya", "urut=acak",
        "urut=cocok", "q=%20%20", "usaha=../../etc", "min=%EF%BC%91%EF%BC%95", "kategori=tidak-ada",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(query: str) -> None:
    assert asked(query) == (Filters(), {})


def test_a_query_sorts_by_fit_unless_told_otherwise() -> None:
    assert asked("q=kopi")[0].sort == "relevance"
    assert asked("q=kopi&urut=terbaru")[0].sort == "newest"
    assert asked("")[0].sort == "newest"


def test_prices_the_wrong_way_round_are_turned() -> None:
    filters, _words = asked("min=50000&max=10000")
    assert (filters.min_price, filters.max_price) == (10_000, 50_000)


def test_a_wider_place_is_a_region_and_a_village_its_district() -> None:
    assert (asked("wilayah=35.10")[0].region, asked("wilayah=35.10")[0].district) == ("35.10", "")
    assert asked("wilayah=35.10.16.1014")[0].district == "35.10.16"


def test_links_keep_the_rest_and_start_paging_anew() -> None:
    made = read(QueryDict("urut=termurah&q=kopi&lanjut=abc&gclid=1"))
    assert made.cursor == "abc"
    assert made.url(kategori="kopi") == "/produk/?q=kopi&kategori=kopi&urut=termurah"
    assert made.url(q="", urut="") == "/produk/"
    assert made.next_url("xyz") == "/produk/?q=kopi&urut=termurah&lanjut=xyz"
    assert made.next_url("") == ""
