"""What machines read of a page is what people read on it."""

import html as entities
import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from products.catalogue.refresh import refresh_products
from rumah.content.found import found
from rumah.content.guides import publish_guide
from rumah.core import clock
from rumah.core.money import format_rupiah
from rumah.core.phone import format_phone
from rumah.theme.structured import data_block, event
from rumah.theme.templatetags.rumah import tanggal
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db
NASTY = "Kopi </script><b>Osing"


def read(client: Client, path: str) -> tuple[list[dict[str, Any]], str]:
    """Return the page's data by thing, and the text of its body."""
    page = client.get(path).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(block)
    body = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])
    return data.get("@graph", [data]), " ".join(entities.unescape(body).split())


def test_a_product_with_variants(client: Client) -> None:
    product = ProductFactory(name=NASTY, business=BusinessFactory(name="Dapur <Lateng>"))
    VariantFactory(product=product, name="100 g", price=12_000, stock=3)
    VariantFactory(product=product, name="1 kg", price=99_500, stock=0, position=1)
    refresh_products([product.pk])
    (data, crumbs), seen = read(client, product.get_absolute_url())
    offers = data["offers"]
    assert (data["name"], offers["seller"]["name"]) == (NASTY, "Dapur <Lateng>")
    assert (offers["lowPrice"], offers["highPrice"], offers["offerCount"]) == (12_000, 99_500, 2)
    for text in (data["name"], data["sku"], data["category"], offers["seller"]["name"]):
        assert text in seen, text
    words = {"InStock": "Tinggal 3", "OutOfStock": "Stok habis"}
    for offer in offers["offers"]:
        stock = words[offer["availability"].rsplit("/", 1)[1]]
        assert f"{offer['name']} · {format_rupiah(offer['price'])} · {stock}" in seen
    assert "aggregateRating" not in data
    assert [step["name"] for step in crumbs["itemListElement"]][-1] == NASTY


def test_a_business(client: Client) -> None:
    business = BusinessFactory(name="Batik Sritanjung", tagline="Cap & tulis", instagram="sritanjung")
    (data, _crumbs), seen = read(client, business.get_absolute_url())
    assert data["@type"] == "LocalBusiness"
    assert data["sameAs"] == ["https://www.instagram.com/sritanjung"]
    for text in (data["name"], data["description"], format_phone(data["telephone"]), data["address"]["streetAddress"]):
        assert text in seen, text
    assert f"Kec. {data['address']['addressLocality']}" in seen
    assert data["address"]["postalCode"] in seen


def test_a_guide_and_the_lists(client: Client) -> None:
    found()
    written = clock.now() - timedelta(days=3)
    page = publish_guide(title="Foto & cahaya", intro="Dekat jendela.", body_paragraphs=["A"], published_at=written)
    (article, crumbs), seen = read(client, page.address)
    assert tanggal(datetime.fromisoformat(article["datePublished"])) in seen
    assert article["headline"] in seen
    assert article["description"] in seen
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Panduan", "Foto & cahaya"]
    ProductFactory(name=NASTY)
    for path, name in (("/produk/", NASTY), ("/panduan/", "Foto & cahaya")):
        [listed], seen = read(client, path)
        assert [one["name"] for one in listed["itemListElement"]] == [name]
        assert name in seen


def test_home_names_the_house_and_its_search(client: Client) -> None:
    found()
    (house, site), _seen = read(client, "/")
    assert house["name"] == site["name"] == "Rumah Kreatif Banyuwangi"
    assert site["potentialAction"]["target"]["urlTemplate"] == "http://testserver/produk/?q={search_term_string}"


def test_an_event_says_its_zone_and_cannot_end_its_script() -> None:
    start = datetime.fromisoformat("2026-12-01T01:30:00+00:00")
    told = event(
        name="Pasar </script>", url="/kegiatan/pasar/", starts_at=start, ends_at=start + timedelta(hours=2),
        place="Taman Blambangan", seats=40, seats_left=7,
    )  # fmt: skip
    assert (told["startDate"], told["endDate"]) == ("2026-12-01T08:30:00+07:00", "2026-12-01T10:30:00+07:00")
    assert (told["maximumAttendeeCapacity"], told["remainingAttendeeCapacity"]) == (40, 7)
    assert "</script" not in data_block(told)


def test_what_a_chat_shows_is_short_and_whole(client: Client) -> None:
    product = ProductFactory(name="Keripik " * 14, description="Renyah. " * 60)
    VariantFactory(product=product)
    page = client.get(product.get_absolute_url()).content.decode()
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert len(told["title"]) <= 65
    assert len(told["description"]) <= 155
    card = told["image"].removeprefix("http://testserver")
    answer = client.get(entities.unescape(card))
    assert answer.status_code == 200
    assert len(answer.content) <= 300_000
