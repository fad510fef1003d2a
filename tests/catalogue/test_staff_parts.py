"""Staff mend variants and photos on a product's page, and find products by the house's own index."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from products.catalogue.arranging import move_up
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.add import add_photo
from products.catalogue.refresh import refresh_products
from rumah.core.models import AuditEntry
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def entered(*names: str) -> Client:
    client, user = Client(), UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_product", *names]))
    client.force_login(user)
    return client


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 400), colour).save(out, "JPEG")
    return out.getvalue()


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def row(product: Product, number: int) -> ProductPhoto:
    return ProductPhoto.objects.create(
        product=product, original=f"{number}.jpg", width=1, height=1, source_digest=str(number), position=number,
        alt=f"Foto {number}", renditions={"card_320": {"name": f"produk/{number}.webp", "width": 320, "height": 320}},
    )  # fmt: skip


def test_variants_come_change_move_and_rest_by_forms() -> None:
    first = VariantFactory(price=15_000)
    product, client = first.product, entered("change_product")
    values = {"sku": "B", "name": "Besar", "price": "Rp30.000", "weight": "500"}
    assert client.post(reverse("mend_variant_add", args=[product.pk]), values).status_code == 302
    added = product.variants.get(sku="B")
    assert (added.name, added.price, added.weight, added.position) == ("Besar", 30_000, 500, 1)
    client.post(reverse("mend_variant", args=[product.pk, added.pk, "ubah"]), {**values, "price": "32 rb"})
    client.post(reverse("mend_variant", args=[product.pk, added.pk, "naik"]))
    assert list(product.variants.values_list("sku", "price")) == [("B", 32_000), (first.sku, 15_000)]
    client.post(reverse("mend_variant", args=[product.pk, first.pk, "hentikan"]))
    product.refresh_from_db()
    assert product.min_price == 32_000
    assert client.post(reverse("mend_variant", args=[product.pk, added.pk, "hentikan"])).status_code == 409
    client.post(reverse("mend_variant", args=[product.pk, first.pk, "jual"]))
    product.refresh_from_db()
    assert product.min_price == 15_000


def test_a_refused_variant_names_every_problem_and_keeps_what_was_typed() -> None:
    first = VariantFactory()
    client, product = entered("change_product"), first.product
    values = {"sku": " ", "name": "Sedang", "price": "15.00", "weight": "satu"}
    for url in (
        reverse("mend_variant_add", args=[product.pk]),
        reverse("mend_variant", args=[product.pk, first.pk, "ubah"]),
    ):
        answer = client.post(url, values)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert [text in page for text in ("Tulis SKU", "Harga harus lebih dari nol", "Berat antara 1 gram")] == [
            True
        ] * 3
        assert 'value="Sedang"' in page
        assert 'value="15.00"' in page
        assert page.count("<details open>") == 1
    assert product.variants.get().name == first.name
    taken = client.post(
        reverse("mend_variant_add", args=[product.pk]), {"sku": first.sku, "price": "1000", "weight": "1"}
    )
    assert (taken.status_code, product.variants.count()) == (409, 1)


def test_photos_come_get_words_move_and_go_by_forms() -> None:
    product, client = VariantFactory().product, entered("change_product")
    first = add_photo(product=product, content=picture("red"), render_now=True)
    file = SimpleUploadedFile("a.jpg", picture("blue"), "image/jpeg")
    assert client.post(reverse("mend_photo_add", args=[product.pk]), {"photo": file, "alt": "Biru"}).status_code == 302
    second = product.photos.get(alt="Biru")
    client.post(reverse("mend_photo", args=[product.pk, first.pk, "ubah"]), {"alt": " Merah "})
    product.refresh_from_db()
    assert product.card_alt == "Merah"
    client.post(reverse("mend_photo", args=[product.pk, second.pk, "naik"]), {"alt": "tidak disimpan"})
    assert list(product.photos.values_list("alt", flat=True)) == ["Biru", "Merah"]
    page = client.get(reverse("tahan", args=[product.pk])).content.decode()
    assert first.renditions["card_320"]["name"] in page
    client.post(reverse("mend_photo", args=[product.pk, first.pk, "hapus"]))
    assert list(product.photos.values_list("alt", flat=True)) == ["Biru"]


def test_what_is_no_photo_is_refused_and_its_words_are_kept() -> None:
    product, client = VariantFactory().product, entered("change_product")
    url = reverse("mend_photo_add", args=[product.pk])
    assert "Pilih sebuah foto." in client.post(url, {"alt": "Kopi"}).content.decode()
    answer = client.post(url, {"photo": SimpleUploadedFile("a.jpg", b"x" * 99), "alt": "Kopi bubuk"})
    assert answer.status_code == 400
    assert 'value="Kopi bubuk"' in answer.content.decode()
    photo = row(product, 1)
    long = client.post(reverse("mend_photo", args=[product.pk, photo.pk, "ubah"]), {"alt": "x" * 161})
    assert long.status_code == 400
    assert f'value="{"x" * 161}"' in long.content.decode()
    assert product.photos.get().alt == "Foto 1"


def test_a_photo_moves_up_one_place_and_the_first_becomes_the_card() -> None:
    product = VariantFactory().product
    photos = [row(product, number) for number in range(3)]
    refresh_products([product.pk])
    move_up(item=photos[2], actor=None)
    assert list(product.photos.values_list("alt", flat=True)) == ["Foto 0", "Foto 2", "Foto 1"]
    move_up(item=photos[2], actor=None)
    product.refresh_from_db()
    assert (product.card_photo, product.card_alt) == ("produk/2.webp", "Foto 2")
    move_up(item=photos[2], actor=None)
    assert list(product.photos.values_list("alt", flat=True)) == ["Foto 2", "Foto 0", "Foto 1"]
    assert AuditEntry.objects.filter(verb="catalogue.move_up").count() == 2


def test_parts_are_reached_through_their_own_product_and_with_the_permission_only() -> None:
    mine, other = VariantFactory(), VariantFactory()
    photo = row(other.product, 1)
    urls = [
        reverse("mend_variant", args=[mine.product_id, other.pk, "hentikan"]),
        reverse("mend_photo", args=[mine.product_id, photo.pk, "hapus"]),
    ]
    assert [entered("change_product").post(url).status_code for url in urls] == [404, 404]
    reader = entered("suspend_product")
    own = [
        reverse("mend_variant_add", args=[other.product_id]),
        reverse("mend_photo_add", args=[other.product_id]),
        reverse("mend_variant", args=[other.product_id, other.pk, "naik"]),
        reverse("mend_photo", args=[other.product_id, photo.pk, "hapus"]),
    ]
    assert [reader.post(url).status_code for url in own] == [302] * 4
    assert not any(url in reader.get(reverse("tahan", args=[other.product_id])).content.decode() for url in own)
    other.refresh_from_db()
    assert (other.is_active, other.product.photos.count(), other.product.variants.count()) == (True, 1, 1)


def test_list_and_page_cost_the_same_with_three_rows_and_with_thirty() -> None:
    client, url = entered("change_product"), reverse("product:index")
    for number in range(3):
        ProductFactory(card_photo=f"produk/{number}.webp")
    few = queries(client, url)
    product = Product.objects.first()
    assert product is not None
    page = reverse("tahan", args=[product.pk])
    for number in range(3):
        VariantFactory(product=product)
        row(product, number)
    few_parts = queries(client, page)
    for number in range(3, 30):
        ProductFactory(card_photo=f"produk/{number}.webp")
        VariantFactory(product=product)
        row(product, number)
    assert (queries(client, url), queries(client, page)) == (few, few_parts)
    assert (few, few_parts) == (11, 13)
    assert client.get(url).content.decode().count('src="/media/produk/') == 20


def test_search_asks_the_index_and_not_every_name() -> None:
    for name in ("Kopi bubuk", "Keripik pisang", "Teh hijau"):
        ProductFactory(name=name)
    refresh_products([product.pk for product in Product.objects.all()])
    client, url = entered("change_product"), reverse("product:index")
    with CaptureQueriesContext(connection) as seen:
        page = client.get(f"{url}?q=pis").content.decode()
    assert [name in page for name in ("Kopi bubuk", "Keripik pisang", "Teh hijau")] == [False, True, False]
    assert not any("LIKE '%" in query["sql"] and "catalogue_product" in query["sql"] for query in seen.captured_queries)
    assert "Keripik pisang" not in client.get(f"{url}?q=%22%27%29").content.decode()
