"""Feeds for readers and for other houses' shops."""

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from products.catalogue.models import ProductPhoto
from rumah.discovery import shop_feed, shop_feed_files
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db
ATOM, G = "{http://www.w3.org/2005/Atom}", "{http://base.google.com/ns/1.0}"


def photo_of(product: Any) -> None:
    made = {"hero_960_webp": {"name": f"produk/{product.slug}.webp", "width": 960, "height": 720}}
    ProductPhoto.objects.create(
        product=product, original="produk/x.jpg", source_digest="x" * 64, renditions=made, width=960, height=720
    )


@pytest.fixture(autouse=True)
def _no_files() -> None:
    for kind in ("google", "facebook"):
        while name := shop_feed_files.newest(kind):
            default_storage.delete(name)


def test_the_feed_of_new_products_has_those_on_show(client: Client) -> None:
    food, cloth = CategoryFactory(slug="makanan"), CategoryFactory(slug="kain")
    ProductFactory(name="Kopi & teh", category=food)
    ProductFactory(name="Batik", category=cloth)
    ProductFactory(name="Tersembunyi", category=food, is_listed=False)
    titles = {}
    for path in ("/umpan/produk.xml", "/umpan/kategori/makanan.xml"):
        root = ET.fromstring(client.get(path).content)  # noqa: S314  # our own answer
        titles[path] = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == {
        "/umpan/produk.xml": ["Batik", "Kopi & teh"], "/umpan/kategori/makanan.xml": ["Kopi & teh"],
    }  # fmt: skip
    assert client.get("/umpan/kategori/tidak-ada.xml").status_code == 404
    page = client.get("/produk/?kategori=makanan").content.decode()
    assert 'type="application/atom+xml"' in page
    assert 'href="/umpan/kategori/makanan.xml"' in page


def test_guides_and_events_have_feeds(client: Client) -> None:
    for path in ("/umpan/panduan.xml", "/umpan/kegiatan.xml"):
        assert ET.fromstring(client.get(path).content).tag == f"{ATOM}feed", path  # noqa: S314


def test_each_variant_on_show_is_a_row_with_all_that_is_asked_for(client: Client) -> None:
    product = ProductFactory(name="Kopi <Osing>", description="=1+1 & lain")
    small = VariantFactory(product=product, name="100 g", price=25_000, stock=0)
    large = VariantFactory(product=product, name="1 kg", price=125_000, position=1)
    photo_of(product)
    VariantFactory(product=ProductFactory(business=product.business, name="Tanpa foto"))
    hidden = ProductFactory(business=product.business, is_listed=False)
    VariantFactory(product=hidden)
    photo_of(hidden)
    assert client.get("/umpan/google.xml").status_code == 404
    shop_feed_files.write()
    answer = client.get("/umpan/google.xml")
    text = b"".join(answer).decode()  # type: ignore[arg-type]
    items = ET.fromstring(text).findall("channel/item")  # noqa: S314
    told = [{name: item.findtext(f"{G}{name}") for name in shop_feed.REQUIRED} for item in items]
    link = f"http://testserver/produk/{product.slug}/?varian="
    assert [(row["id"], row["title"], row["price"], row["availability"], row["link"]) for row in told] == [
        (str(small.pk), "Kopi <Osing> 100 g", "25000 IDR", "out_of_stock", f"{link}{small.pk}"),
        (str(large.pk), "Kopi <Osing> 1 kg", "125000 IDR", "in_stock", f"{link}{large.pk}"),
    ]
    assert all(row["image_link"] == f"http://testserver/media/produk/{product.slug}.webp" for row in told)
    assert all(item.find(f"{G}shipping/{G}price") is not None for item in items)
    table = b"".join(client.get("/umpan/facebook.csv")).decode()  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["id"], row["availability"], row["description"]) for row in rows] == [
        (str(small.pk), "out of stock", "'=1+1 & lain"), (str(large.pk), "in stock", "'=1+1 & lain"),
    ]  # fmt: skip
    assert client.get("/umpan/google.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_old_files_go_and_a_business_has_its_own_feed(client: Client, django_assert_num_queries: Any) -> None:
    mine, other = BusinessFactory(), BusinessFactory()
    for business in (mine, mine, other):
        product = ProductFactory(business=business)
        VariantFactory(product=product)
        photo_of(product)
    for _turn in range(4):
        shop_feed_files.write()
    assert len(default_storage.listdir("umpan")[1]) == 4
    text = b"".join(client.get(f"/umpan/usaha/{mine.slug}.xml")).decode()  # type: ignore[arg-type]
    assert text.count("<item>") == 2
    type(other).objects.filter(pk=other.pk).update(standing="suspended")
    assert client.get(f"/umpan/usaha/{other.slug}.xml").status_code == 404
    # Products, variants with stock, photos, fees (none is set up, so none is kept); then the empty handful.
    with django_assert_num_queries(5):
        assert len(list(shop_feed.rows())) == 3
