import gzip
import html as escaping
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from products.catalogue import facets as cube
from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Halal
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> list[Product]:
    """Thirty products: banana chips in Banyuwangi, coffee of another business in Giri, the last one sold out."""
    food = CategoryFactory(name="Makanan", name_en="Food", slug="makanan")
    chips = CategoryFactory(parent=food, name="Keripik", name_en="Chips", slug="keripik")
    coffee = CategoryFactory(name="Kopi", name_en="Coffee", slug="kopi")
    here = BusinessFactory(name="Dapur Lateng", slug="dapur-lateng")
    there = BusinessFactory(name="Kebun Giri", slug="kebun-giri", region_code="35.10.17.1001")
    made = []
    for number in range(30):
        is_coffee = number % 3 == 0
        product = ProductFactory(
            name=f"Kopi robusta {number}" if is_coffee else f"Keripik pisang {number}",
            business=there if is_coffee else here,
            category=coffee if is_coffee else chips,
            halal=Halal.NOT_APPLICABLE if is_coffee else Halal.CERTIFIED,
        )
        VariantFactory(product=product, price=10_000 + number * 2_000, stock=0 if number == 29 else 4)
        made.append(product)
    Product.objects.filter(pk=made[-1].pk).update(in_stock=False)
    refresh_products([product.pk for product in made])
    cube.rebuild()
    return made


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/produk/{query}")
    assert response.status_code == 200
    return escaping.unescape(response.content.decode())


def names(html: str) -> list[str]:
    return re.findall(r'class="offer__name"><a href="[^"]+">([^<]+)</a>', html)


def test_pages_lead_through_everything_once(client: Client, shelf: list[Product]) -> None:
    first = page(client)
    assert len(names(first)) == 24
    assert "30 produk" in first
    (following,) = set(re.findall(r'href="/produk/(\?lanjut=[^"]+)"', first))
    second = page(client, following)
    assert sorted(names(first) + names(second)) == sorted(product.name for product in shelf)
    assert 'rel="next"' not in second
    assert '<a class="button button--quiet" href="/produk/">' in second


def test_filters_are_links_with_counts(client: Client, shelf: list[Product]) -> None:
    html = page(client)
    for link in (
        '<a href="/produk/?kategori=makanan">Makanan <span class="muted">20</span>',
        '<a href="/produk/?kategori=kopi">Kopi <span class="muted">10</span>',
        '<a href="/produk/?wilayah=35.10.17">Giri <span class="muted">10</span>',
        '<a href="/produk/?halal=1">Bersertifikat halal <span class="muted">20</span>',
        '<a href="/produk/?tersedia=1">Ada stok <span class="muted">29</span>',
        '<a href="/produk/?max=24999">sampai Rp24.999 <span class="muted">8</span>',
    ):
        assert link in html, link


def test_a_filter_in_use_can_be_taken_off_alone(client: Client, shelf: list[Product]) -> None:
    html = page(client, "?kategori=kopi&min=30000&halal=0&urut=termurah")
    assert "<h1>Kopi</h1>" in html
    assert names(html) == [f"Kopi robusta {number}" for number in (12, 15, 18, 21, 24, 27)]
    assert 'href="/produk/?min=30000&urut=termurah" aria-current="true"' in html
    assert 'href="/produk/?kategori=kopi&urut=termurah" aria-current="true"' in html
    assert 'href="/produk/?kategori=kopi&min=30000&urut=termahal"' in html
    assert "Hapus semua" in html


@pytest.mark.parametrize(
    ("urut", "first"), [("terbaru", 29), ("termurah", 0), ("termahal", 29)]
)  # fmt: skip
def test_sorting(client: Client, shelf: list[Product], urut: str, first: int) -> None:
    assert names(page(client, f"?urut={urut}"))[0] == shelf[first].name


def test_a_misspelt_word_is_led_right_and_kept_in_the_box(client: Client, shelf: list[Product]) -> None:
    html = page(client, "?q=kripik+pisng&tersedia=1")
    assert "Ini hasil untuk <strong>keripik pisang</strong>" in html
    assert 'name="q" value="kripik pisng"' in html
    assert '<input type="hidden" name="tersedia" value="1">' in html
    assert len(names(html)) == 19


def test_an_empty_result_leads_on(client: Client, shelf: list[Product]) -> None:
    html = page(client, "?q=zzzqqqxx")
    assert names(html) == []
    assert "Tidak ada produk yang cocok." in html
    assert 'href="/produk/?kategori=keripik">Keripik</a>' in html


@pytest.mark.parametrize(
    "query", ["?lanjut=bukan-kursor", "?kategori=tidak-ada", "?min=lima", "?wilayah=00", "?urut=x&apa=itu", "?halal=ya"]
)
def test_what_cannot_be_read_shows_everything(client: Client, shelf: list[Product], query: str) -> None:
    assert names(page(client, query)) == names(page(client))


def test_hostile_words_are_only_words(client: Client, shelf: list[Product]) -> None:
    for q in (
        "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "'%3B+DROP+TABLE",
        "%25_%5C",
        "AND+OR+NOT",
        "*" * 300,
        "%F0%9F%8D%8C",
    ):
        response = client.get(f"/produk/?q={q}")
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_search_engines_get_one_address_for_each_shelf(client: Client, shelf: list[Product]) -> None:
    plain, narrowed = page(client, "?kategori=kopi&utm_source=wa"), page(client, "?kategori=kopi&urut=termurah&q=kopi")
    assert '<link rel="canonical" href="http://testserver/produk/?kategori=kopi">' in plain
    assert "noindex" not in plain
    assert '<link rel="canonical" href="http://testserver/produk/?kategori=kopi">' in narrowed
    assert '<meta name="robots" content="noindex, follow">' in narrowed


def test_a_category_has_a_short_address(client: Client) -> None:
    response = client.get("/kategori/keripik/")
    assert (response.status_code, response["Location"]) == (301, "/produk/?kategori=keripik")


def test_only_reading_is_possible(client: Client) -> None:
    for path in ("/produk/", "/produk/x/", "/usaha/", "/usaha/x/", "/kategori/x/"):
        assert client.post(path).status_code == 405


def test_the_page_in_english(client: Client, shelf: list[Product]) -> None:
    client.cookies["bahasa"] = "en"
    html = page(client)
    assert '<a href="/produk/?kategori=makanan">Food <span class="muted">20</span>' in html
    assert "30 products" in html


@pytest.mark.parametrize(
    ("query", "most"),
    [("", 6), ("?kategori=makanan&wilayah=35.10.16&halal=1&urut=termurah", 6), ("?min=12345", 6),
     ("?q=keripik+pisang", 5), ("?q=kripik+pisng", 5)],
)  # fmt: skip
def test_a_page_costs_a_bounded_number_of_queries(
    client: Client, shelf: list[Product], django_assert_max_num_queries: Any, query: str, most: int
) -> None:
    with django_assert_max_num_queries(most):
        page(client, query)


def test_the_page_is_stored_for_strangers_only(client: Client, shelf: list[Product], settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    first = client.get("/produk/")
    assert not first.cookies
    Product.objects.update(name="Nama baru")
    assert client.get("/produk/?utm_source=wa").content == first.content
    client.cookies[settings.CART_COOKIE_NAME] = "x" * 40
    assert b"Nama baru" in client.get("/produk/").content


def test_the_page_has_nothing_inline_and_keeps_its_weight(client: Client, shelf: list[Product]) -> None:
    html = client.get("/produk/").content
    assert len(gzip.compress(html)) < 18_000
    assert b" style=" not in html
    assert not re.search(rb"<script(?![^>]*(src=|ld\+json))", html)
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
