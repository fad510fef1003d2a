import io
import json
import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.variant import show_variants
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Halal, Status
from products.orders.found import found
from products.orders.shipping import known_zones
from rumah.businesses.states import PermitKind, Standing
from tests.factories.businesses import BusinessFactory, PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


def a_product(**fields: object) -> Product:
    business = BusinessFactory(name="Dapur Lateng", slug="dapur-lateng", phone="+6281234567890")
    root = CategoryFactory(name="Makanan", name_en="Food", slug="makanan")
    category = CategoryFactory(parent=root, name="Camilan", name_en="Snacks", slug="camilan")
    values = {
        "business": business, "category": category, "code": "KP-01", "name": "Keripik pisang", "slug": "keripik-pisang",
    }  # fmt: skip
    return ProductFactory(**{**values, **fields})


def photo_bytes(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
    return out.getvalue()


def data_blocks(html: str) -> list[dict[str, object]]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]


def test_the_page_says_what_a_buyer_asks(client: Client) -> None:
    product = a_product(description="Renyah & manis.\n\nTanpa pengawet.", halal=Halal.CERTIFIED)
    small = VariantFactory(product=product, name="100 g", price=12_000, weight=120, stock=3)
    VariantFactory(product=product, name="250 g", price=27_500, weight=280, stock=0, position=1)
    product.permits.add(PermitFactory(business=product.business, kind=PermitKind.PIRT, number="2063510010001"))
    refresh_products([product.pk])
    html = client.get("/produk/keripik-pisang/").content.decode()
    for text in (
        "<h1>Keripik pisang</h1>", "Rp12.000–Rp27.500", 'href="/usaha/dapur-lateng/"', "Tinggal 3", "Stok habis",
        "P-IRT 2063510010001", "Bersertifikat halal", "Renyah &amp; manis.", "120 g", "Kec. Banyuwangi, Banyuwangi",
        'action="/keranjang/tambah/"', f'value="{small.pk}"', "KP-01", "0812-3456-7890", "Camilan",
        '<link rel="canonical" href="http://testserver/produk/keripik-pisang/">',
    ):  # fmt: skip
        assert text in html, text
    assert "https://wa.me/6281234567890?text=Halo" in html
    assert "kode%20KP-01" in html
    assert "csrfmiddlewaretoken" not in html


def test_the_data_for_search_engines_matches_the_page(client: Client) -> None:
    product = a_product(name="Keripik </script><b>", description="a < b")
    VariantFactory(product=product, price=15_000)
    add_photo(product=product, content=photo_bytes("red"), render_now=True)
    html = client.get("/produk/keripik-pisang/").content.decode()
    [block] = data_blocks(html)
    data, crumbs = block["@graph"]  # type: ignore[misc]
    photo = product.photos.get()
    assert data == {
        "@type": "Product",
        "name": "Keripik </script><b>",
        "sku": "KP-01",
        "category": "Camilan",
        "url": "http://testserver/produk/keripik-pisang/",
        "brand": {"@type": "Brand", "name": "Dapur Lateng"},
        "description": "a < b",
        "image": ["http://testserver" + default_storage.url(photo.renditions["hero_480_webp"]["name"])],
        "offers": {
            "@type": "Offer", "price": 15_000, "priceCurrency": "IDR", "availability": "https://schema.org/InStock",
            "url": "http://testserver/produk/keripik-pisang/",
            "seller": {"@type": "Organization", "name": "Dapur Lateng"},
        },
    }  # fmt: skip
    names = [step["name"] for step in crumbs["itemListElement"]]  # type: ignore[attr-defined]
    assert names == ["Produk", "Makanan", "Camilan", "Keripik </script><b>"]


def test_one_variant_needs_no_choice_and_none_left_no_form(client: Client) -> None:
    one = a_product()
    VariantFactory(product=one, stock=10)
    html = client.get(one.get_absolute_url()).content.decode()
    assert 'type="radio"' not in html
    assert 'type="hidden" name="variant"' in html
    assert 'max="10"' in html
    gone = ProductFactory(business=one.business)
    VariantFactory(product=gone, stock=0)
    html = client.get(gone.get_absolute_url()).content.decode()
    assert "/keranjang/tambah/" not in html
    assert "Stok produk ini sedang habis" in html


def test_an_inactive_variant_is_not_offered(client: Client) -> None:
    product = a_product()
    VariantFactory(product=product, name="lama", is_active=False)
    VariantFactory(product=product, name="baru")
    html = client.get(product.get_absolute_url()).content.decode()
    assert "lama" not in re.sub(r"<head>.*?</head>", "", html, flags=re.S)


def test_pictures_come_in_two_formats_and_widths(client: Client) -> None:
    product = a_product()
    VariantFactory(product=product)
    for colour in ("red", "blue"):
        add_photo(product=product, content=photo_bytes(colour), alt=f"Keripik {colour}", render_now=True)
    add_photo(product=product, content=photo_bytes("green"), alt="belum jadi")
    html = client.get(product.get_absolute_url()).content.decode()
    first = product.photos.first()
    assert first is not None
    wide, narrow = (default_storage.url(first.renditions[f"hero_{width}_avif"]["name"]) for width in (960, 480))
    assert f'srcset="{narrow} 480w, {wide} 960w"' in html
    assert (html.count("<source"), html.count('href="#foto-')) == (4, 2)
    assert 'alt="Keripik red"' in html
    assert "belum jadi" not in html


@pytest.mark.parametrize("fields", [{"status": Status.DRAFT, "is_listed": False}, {"is_listed": False}])
def test_what_is_not_on_the_shelf_does_not_exist(client: Client, fields: dict[str, object]) -> None:
    product = a_product(**fields)
    VariantFactory(product=product)
    assert client.get(product.get_absolute_url()).status_code == 404
    assert client.get("/produk/tidak-ada/").status_code == 404


def test_a_suspended_business_takes_its_products_along(client: Client) -> None:
    product = a_product()
    VariantFactory(product=product)
    type(product.business).objects.update(standing=Standing.SUSPENDED)
    refresh_products([product.pk])
    assert client.get(product.get_absolute_url()).status_code == 404


def test_the_page_costs_the_same_for_many_of_everything(client: Client, django_assert_num_queries: object) -> None:
    product = a_product()
    VariantFactory.create_batch(5, product=product)
    for kind in (PermitKind.HALAL, PermitKind.PIRT, PermitKind.NIB):
        product.permits.add(PermitFactory(business=product.business, kind=kind))
    for colour in ("red", "blue", "green"):
        add_photo(product=product, content=photo_bytes(colour), render_now=True)
    for other in ProductFactory.create_batch(8, business=product.business):
        VariantFactory(product=other)
    refresh_products(list(Product.objects.values_list("pk", flat=True)))
    client.get(product.get_absolute_url())
    found()
    known_zones()
    # product with seller, delivery and rating; variants, photos, permits. Zones and the seller's others are at hand.
    with django_assert_num_queries(4):  # type: ignore[operator]
        html = client.get(product.get_absolute_url()).content.decode()
    assert "Produk lain dari Dapur Lateng" in html


def test_the_page_in_english(client: Client) -> None:
    product = a_product()
    VariantFactory(product=product)
    client.cookies["bahasa"] = "en"
    html = client.get(product.get_absolute_url()).content.decode()
    assert '<html lang="en"' in html
    assert "Snacks" in html


def test_the_page_is_the_same_for_every_stranger(client: Client, settings: object) -> None:
    settings.PAGE_CACHE_SECONDS = 60  # type: ignore[attr-defined]
    product = a_product()
    VariantFactory(product=product)
    first = client.get(product.get_absolute_url())
    Product.objects.update(name="Nama baru")
    second = client.get(product.get_absolute_url())
    assert first.content == second.content
    # The store keeps no cookie; what comes with it is the visitor's own list of what they saw, and only when it changes.
    assert [list(answer.cookies) for answer in (first, second)] == [["dilihat"], []]


def test_the_variant_that_is_asked_for_is_chosen_and_its_photo_stands_first(client: Client) -> None:
    product = a_product()
    red, blue = (VariantFactory(product=product, name=name, position=n) for n, name in enumerate(("Merah", "Biru")))
    sold_out = VariantFactory(product=product, name="Hijau", position=2, stock=0)
    photos = [add_photo(product=product, content=photo_bytes(colour), render_now=True) for colour in ("red", "blue")]
    show_variants(product=product, photos={red.pk: photos[0].pk, blue.pk: photos[1].pk}, actor=None)

    def shown(query: str) -> tuple[str, str, list[str]]:
        html = client.get(f"{product.get_absolute_url()}{query}").content.decode()
        chosen = re.search(r'name="variant" value="(\d+)" required\s+checked', html)
        first = re.search(r'<li id="foto-1">\s*<a href="([^"]+)"', html)
        assert chosen
        assert first
        return chosen[1], first[1], re.findall(r'href="#(foto-\d)">Lihat foto (Merah|Biru)', html)

    hero = [default_storage.url(photo.renditions["hero_960_webp"]["name"]) for photo in photos]
    assert shown("") == (str(red.pk), hero[0], [("foto-1", "Merah"), ("foto-2", "Biru")])
    assert shown(f"?varian={blue.pk}") == (str(blue.pk), hero[1], [("foto-2", "Merah"), ("foto-1", "Biru")])
    assert shown(f"?varian={sold_out.pk}")[:2] == (str(red.pk), hero[0])
    assert shown("?varian=x%27")[:2] == (str(red.pk), hero[0])
