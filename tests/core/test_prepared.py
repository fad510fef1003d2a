"""Reads written once: the rows of the queryset itself, whatever the values, on whichever connection asks."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from products.catalogue.models import Product, Variant
from products.payments.models import Attempt
from rumah.core.prepared import Prepared
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for
from tests.factories.orders import buy

pytestmark = pytest.mark.django_db


def test_the_rows_are_those_of_the_queryset() -> None:
    variants = [VariantFactory(price=10_000 + n) for n in range(4)]
    by_product = Prepared(lambda product: Variant.objects.filter(product=product).select_related("product__business"))
    for variant in variants:
        (found,) = by_product(product=variant.product_id)
        assert found == variant
        assert found.price == variant.price
        assert found.product.business.name == variant.product.business.name
    assert by_product(product=0) == []
    assert len(by_product.known) == 1


def test_relations_that_were_asked_for_need_no_more_queries(django_assert_num_queries) -> None:
    variant = VariantFactory()
    read = Prepared(
        lambda slug: Product.objects.filter(slug=slug).select_related("business").prefetch_related("variants")
    )
    with django_assert_num_queries(2):
        (product,) = read(slug=variant.product.slug)
        assert product.business.pk == variant.product.business_id
        assert list(product.variants.all()) == [variant]


def test_named_tuples_limits_and_deferred_fields_stay() -> None:
    cheap, dear = VariantFactory(price=1_000), VariantFactory(price=9_000)
    rows = Prepared(
        lambda least: (
            Variant.objects.filter(price__gte=least).order_by("-price").values_list("pk", "price", named=True)[:1]
        )
    )
    assert rows(least=500)[0].price == 9_000
    assert rows(least=9_001) == []
    thin = Prepared(lambda product: Product.objects.filter(pk=product).defer("description"))
    (product,) = thin(product=cheap.product_id)
    assert product.get_deferred_fields() == {"description"}
    assert product.pk != dear.product_id


def test_tuples_of_any_length_and_two_values_of_one_kind() -> None:
    variants = [VariantFactory(price=1_000 * n) for n in range(1, 5)]
    among = Prepared(
        lambda pks, least, most: Variant.objects.filter(pk__in=pks, price__gte=least, price__lte=most).order_by("price")
    )
    pks = tuple(variant.pk for variant in variants)
    assert among(pks=pks, least=2_000, most=3_000) == variants[1:3]
    assert among(pks=pks[:1], least=0, most=9_000) == variants[:1]
    assert len(among.known) == 2


def test_a_row_known_by_uuid_is_found_on_either_database() -> None:
    attempt = attempt_for(buy({VariantFactory(): 1}))
    read = Prepared(lambda pk: Attempt.objects.filter(pk=pk))
    assert read(pk=attempt.pk) == [attempt]
    assert read(pk=uuid4()) == []


def test_a_text_is_never_read_as_sql() -> None:
    VariantFactory()
    read = Prepared(lambda slug: Product.objects.filter(slug=slug))
    assert read(slug="kopi") == []
    assert read(slug="' OR 1=1 --") == []
    assert read(slug="%s") == []


def test_a_value_without_a_place_is_an_error() -> None:
    read = Prepared(lambda slug, other: Product.objects.filter(slug=slug))  # noqa: ARG005
    with pytest.raises(LookupError, match="other"):
        read(slug="kopi", other=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_its_own_connection() -> None:
    variant = VariantFactory()
    read = Prepared(lambda product: Variant.objects.filter(product=product))
    assert read(product=variant.product_id) == [variant]
    found: list[Variant] = []

    def ask() -> None:
        found.extend(read(product=variant.product_id))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [variant]
