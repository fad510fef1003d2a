from typing import Any

import factory
from factory.django import DjangoModelFactory

from products.catalogue.models import Category, Product, Variant
from products.catalogue.states import Status
from products.stock.models import StockLevel
from rumah.core import clock
from tests.factories.businesses import BusinessFactory


class CategoryFactory(DjangoModelFactory[Category]):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Kategori {n}")
    name_en = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"kategori-{n}")


class ProductFactory(DjangoModelFactory[Product]):
    """A published product; its listing fields are as the verbs would have left them for one variant in stock."""

    class Meta:
        model = Product

    business = factory.SubFactory(BusinessFactory)
    category = factory.SubFactory(CategoryFactory)
    code = factory.Sequence(lambda n: f"P-{n}")
    name = factory.Sequence(lambda n: f"Produk {n}")
    slug = factory.Sequence(lambda n: f"produk-{n}")
    status = Status.PUBLISHED
    published_at = factory.LazyFunction(clock.now)
    created_at = factory.LazyFunction(clock.now)
    updated_at = factory.LazyFunction(clock.now)
    is_listed = True
    listed_at = factory.LazyFunction(clock.now)
    min_price = 15_000
    max_price = 15_000
    in_stock = True
    district_code = factory.LazyAttribute(lambda product: product.business.region_code[:8])


class VariantFactory(DjangoModelFactory[Variant]):
    """A variant with `stock` pieces on hand (10 unless told)."""

    class Meta:
        model = Variant
        skip_postgeneration_save = True

    product = factory.SubFactory(ProductFactory)
    sku = factory.Sequence(lambda n: f"SKU-{n}")
    price = 15_000
    weight = 250

    @factory.post_generation
    def stock(self: Any, create: bool, extracted: int | None, **kwargs: Any) -> None:
        StockLevel.objects.create(variant=self, on_hand=10 if extracted is None else extracted)
