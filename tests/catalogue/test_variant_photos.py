import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.catalogue.models import Product, ProductPhoto, Variant
from products.catalogue.photos.remove import remove_photo
from products.catalogue.photos.variant import show_variants
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


def a_photo(product: Product, name: str) -> ProductPhoto:
    card = {"card_320": {"name": f"produk/{name}.webp", "width": 320, "height": 320}}
    return ProductPhoto.objects.create(
        product=product, original=f"{name}.jpg", width=1, height=1, source_digest=name, renditions=card
    )


@pytest.fixture
def product() -> Product:
    return ProductFactory(card_photo="produk/pertama.webp")


def test_a_variant_is_shown_by_its_own_photo_else_by_the_products_first(product: Product) -> None:
    red, blue = VariantFactory(product=product, name="Merah"), VariantFactory(product=product, name="Biru")
    photo = a_photo(product, "biru")
    assert show_variants(product=product, photos={blue.pk: photo.pk, red.pk: None}, actor=None) == 1
    with CaptureQueriesContext(connection) as seen:
        rows = {row.name: row for row in Variant.objects.select_related("product", "photo")}
        assert rows["Biru"].card_photo == "produk/biru.webp"
        assert rows["Merah"].card_photo == "produk/pertama.webp"
    assert len(seen) == 1
    assert rows["Biru"].shop_path == f"/produk/{product.slug}/?varian={blue.pk}"
    entry = AuditEntry.objects.get(verb="catalogue.show_variant")
    assert (entry.data["photo"], show_variants(product=product, photos={blue.pk: photo.pk}, actor=None)) == (
        photo.pk,
        0,
    )


def test_another_products_photo_or_variant_is_refused_and_nothing_changes(product: Product) -> None:
    mine, other = VariantFactory(product=product), VariantFactory()
    photo, theirs = a_photo(product, "kami"), a_photo(other.product, "mereka")
    with pytest.raises(DomainError) as refused:
        show_variants(product=product, photos={mine.pk: theirs.pk, other.pk: photo.pk}, actor=None)
    assert {problem.field for problem in refused.value.problems} == {f"variant.{mine.pk}", f"variant.{other.pk}"}
    assert not Variant.objects.exclude(photo=None).exists()


def test_a_photo_that_goes_leaves_the_variant_without_one(product: Product) -> None:
    variant, photo = VariantFactory(product=product), a_photo(product, "biru")
    show_variants(product=product, photos={variant.pk: photo.pk}, actor=None)
    remove_photo(photo=photo)
    variant.refresh_from_db()
    assert variant.photo_id is None
