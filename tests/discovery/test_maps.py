"""robots.txt and the sitemaps."""

import re
from typing import Any

import pytest
from django.test import Client

from products.catalogue.models import Product
from rumah.businesses.states import Standing
from rumah.discovery import maps
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory

pytestmark = pytest.mark.django_db


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def test_the_index_names_only_parts_that_hold_something(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(maps, "SIZE", 10)
    first = ProductFactory(pk=4, updated_at="2026-03-02T01:02:03Z", card_photo="produk/a&b.webp")
    ProductFactory(pk=95, business=first.business)
    ProductFactory(pk=57, business=first.business, is_listed=False)
    parts = re.findall("<loc>http://testserver(/peta/produk[^<]*)</loc>", body(client, "/sitemap.xml"))
    assert parts == ["/peta/produk-0.xml", "/peta/produk-9.xml"]
    text = body(client, parts[0])
    url = f"http://testserver/produk/{first.slug}/"
    assert re.findall("<loc>([^<]*)", text) == [url]
    assert "<lastmod>2026-03-02T01:02:03+00:00</lastmod>" in text
    assert f'hreflang="en" href="{url}?bahasa=en"' in text
    assert "<image:loc>http://testserver/media/produk/a%26b.webp</image:loc>" in text
    for path in ("/peta/produk-5.xml", "/peta/produk-1.xml", "/peta/lain-0.xml", "/peta/utama-1.xml"):
        assert client.get(path).status_code == 404, path


def test_a_part_is_one_query_whatever_it_holds(client: Client, django_assert_num_queries: Any) -> None:
    maker = BusinessFactory()
    for _number in range(5):
        ProductFactory(business=maker)
    number = Product.objects.latest("pk").pk // maps.SIZE
    with django_assert_num_queries(1):
        text = body(client, f"/peta/produk-{number}.xml")
    assert text.count("<url>") == 5


def test_businesses_that_are_not_public_are_on_no_map(client: Client) -> None:
    BusinessFactory(standing=Standing.SUSPENDED, slug="tersembunyi")
    shown = BusinessFactory()
    assert f"/usaha/{shown.slug}/" in body(client, f"/peta/usaha-{shown.pk // maps.SIZE}.xml")
    assert "tersembunyi" not in body(client, f"/peta/usaha-{shown.pk // maps.SIZE}.xml")


def test_robots_closes_what_is_a_visitors_own(client: Client) -> None:
    text = body(client, "/robots.txt")
    assert "Disallow: /keranjang/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_an_address_that_names_its_language_is_read_in_it(client: Client) -> None:
    page = body(client, "/produk/?bahasa=en")
    assert '<html lang="en">' in page
    assert '<link rel="canonical" href="http://testserver/produk/?bahasa=en">' in page
    assert '<link rel="alternate" hreflang="id" href="http://testserver/produk/">' in page
    assert client.get("/bahasa/id/?next=/produk/?bahasa%3Den").headers["Location"] == "/produk/"
