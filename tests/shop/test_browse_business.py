import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from products.catalogue.models import Product
from products.catalogue.refresh import refresh_products
from rumah.businesses.models import Business
from rumah.businesses.search import index_businesses
from rumah.businesses.states import PermitKind, Sector, Standing
from rumah.core import clock
from rumah.places.counting import recount
from tests.factories.businesses import BusinessFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


def a_business(**fields: Any) -> Business:
    values: dict[str, Any] = {
        "name": "Dapur Lateng", "slug": "dapur-lateng", "tagline": "Camilan sejak 1998", "phone": "+6281234567890",
        "instagram": "@dapurlateng", "website": "https://dapur.example/",
    }  # fmt: skip
    return BusinessFactory(**{**values, **fields})


def shelve(business: Business, number: int) -> None:
    for product in ProductFactory.create_batch(number, business=business):
        VariantFactory(product=product)
    refresh_products(list(Product.objects.filter(business=business).values_list("pk", flat=True)))


def test_a_profile_says_who_they_are_and_how_to_reach_them(client: Client) -> None:
    business = a_business()
    PermitFactory(business=business, kind=PermitKind.PIRT, number="2063510010001", expires_on=clock.today())
    PermitFactory(
        business=business, kind=PermitKind.HALAL, number="ID-LAMA", expires_on=clock.today() - timedelta(days=1)
    )
    shelve(business, 2)
    html = client.get("/usaha/dapur-lateng/").content.decode()
    for text in (
        "<h1>Dapur Lateng</h1>", "Camilan sejak 1998", "Terverifikasi", "2063510010001", "0812-3456-7890",
        "https://wa.me/6281234567890?text=Halo%20Dapur%20Lateng", "Lateng, Kec. Banyuwangi, Banyuwangi 68413",
        'href="https://www.instagram.com/dapurlateng"', 'href="https://dapur.example/"', ">dapur.example<",
        '<link rel="canonical" href="http://testserver/usaha/dapur-lateng/">',
    ):  # fmt: skip
        assert text in html, text
    assert "ID-LAMA" not in html
    assert html.count('class="offer__name"') == 2


def test_a_story_with_pictures_costs_the_same_for_one_and_for_five(
    client: Client, django_assert_num_queries: Any
) -> None:
    images = [get_image_model().objects.create(title=f"Gambar {at}", file=get_test_image_file()) for at in range(5)]
    blocks: list[dict[str, Any]] = [
        {"type": "heading", "value": "Awal & mula"},
        {"type": "paragraph", "value": "<p>Dari <b>dapur</b> kecil.</p>"},
        {"type": "quote", "value": "Sabar itu bumbu"},
    ]
    business = a_business()
    shelve(business, 3)
    counts = []
    for number in (1, 5):
        pictures = [{"type": "picture", "value": image.pk} for image in images[:number]]
        business.story = business._meta.get_field("story").stream_block.to_python(blocks + pictures)
        business.save()
        client.get("/usaha/dapur-lateng/")
        with django_assert_num_queries(7) as seen:
            html = client.get("/usaha/dapur-lateng/").content.decode()
        counts.append(len(seen.captured_queries))
        assert html.count(".webp") >= number
    assert counts[0] == counts[1]
    for text in ("Awal &amp; mula", "Dari <b>dapur</b> kecil.", "Sabar itu bumbu"):
        assert text in html, text


def test_products_come_page_by_page(client: Client) -> None:
    business = a_business()
    shelve(business, 26)
    first = client.get("/usaha/dapur-lateng/").content.decode()
    assert first.count('class="offer__name"') == 24
    (following,) = re.findall(r'href="(/usaha/dapur-lateng/\?lanjut=[^"]+)"', first)
    assert client.get(following).content.decode().count('class="offer__name"') == 2


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUBMITTED, Standing.SUSPENDED])
def test_who_is_not_verified_is_not_shown(client: Client, standing: Standing) -> None:
    a_business(standing=standing)
    page = client.get("/usaha/dapur-lateng/")
    # One that was shown before says that it rests; its name and its words are on neither.
    assert page.status_code == (410 if standing == Standing.SUSPENDED else 404)
    assert "Dapur Lateng" not in page.content.decode()
    assert "Dapur Lateng" not in client.get("/usaha/").content.decode()


def test_the_directory_is_narrowed_by_links(client: Client, django_assert_num_queries: Any) -> None:
    here = a_business()
    there = BusinessFactory(name="Batik Giri", region_code="35.10.17.1001", sector=Sector.FASHION)
    index_businesses([here.pk, there.pk])
    recount()
    with django_assert_num_queries(2):
        html = client.get("/usaha/").content.decode()
    assert 'href="/usaha/?wilayah=35.10.17"' in html
    assert html.count(">Giri</a></th><td>1</td>") == html.count(">Banyuwangi</a></th><td>1</td>") == 1
    assert html.count('class="peta__at peta__at--3"') == 2
    fashion = client.get(f"/usaha/?bidang={Sector.FASHION}").content.decode()
    assert ">Giri</a></th><td>1</td>" in fashion
    assert ">Banyuwangi</a></th><td>0</td>" in fashion
    assert f'href="/usaha/?bidang={Sector.FASHION}&amp;wilayah=35.10.17"' in fashion
    assert f'href="/usaha/?bidang={Sector.FASHION}"' in html
    for query in (f"?bidang={Sector.FASHION}", "?wilayah=35.10.17", "?q=batik"):
        html = client.get(f"/usaha/{query}").content.decode()
        assert ("Batik Giri" in html, "Dapur Lateng" in html) == (True, False), query
    for query in ("?bidang=apa", "?wilayah=35.10", "?lanjut=x"):
        html = client.get(f"/usaha/{query}").content.decode()
        assert ("Batik Giri" in html, "Dapur Lateng" in html) == (True, True), query
    assert "Belum ada usaha yang cocok." in client.get("/usaha/?q=zzzqq").content.decode()


def test_staff_see_the_profile_before_it_is_public(rf: Any) -> None:
    business = a_business(standing=Standing.SUBMITTED, verified_at=None)
    response = business.make_preview_request()
    html = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "<h1>Dapur Lateng</h1>" in html
    assert "Terverifikasi" not in html
