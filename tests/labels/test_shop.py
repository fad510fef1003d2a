"""What shoppers read of a label on the product's page."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache
from django.test import Client

from products.catalogue.refresh import refresh_products
from products.orders.found import found as zones
from products.orders.shipping import known_zones
from tests.factories.catalogue import VariantFactory
from tests.factories.labels import food, labelled

pytestmark = pytest.mark.django_db


def facts_of(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]+)</dd>", page))


def test_shoppers_read_what_is_in_it(client: Client, django_assert_num_queries: object) -> None:
    product = food()
    VariantFactory(product=product)
    refresh_products([product.pk])
    bare = client.get(product.get_absolute_url()).content.decode()
    assert "Komposisi" not in facts_of(bare)
    labelled(product, composition="Pisang <agung>\ntepung terigu")
    cache.clear()
    zones()
    client.get(product.get_absolute_url())
    known_zones()
    # the same as without a label: its facts come with the product
    with django_assert_num_queries(4):  # type: ignore[operator]
        page = client.get(product.get_absolute_url()).content.decode()
    read = facts_of(page)
    assert read["Komposisi"] == "Pisang &lt;agung&gt;, tepung terigu"
    assert read["Mengandung alergen"] == "gandum (gluten)"
    assert read["Berat bersih atau isi bersih"] == "250 g"
    assert read["Cara penyimpanan"] == "Simpan di tempat kering dan sejuk."
    data = [re.sub(r'"dateModified":"[^"]*"', "", block) for block in re.findall(r"ld\+json\">(.*?)</script>", page)]
    assert data == [
        re.sub(r'"dateModified":"[^"]*"', "", block) for block in re.findall(r"ld\+json\">(.*?)</script>", bare)
    ]  # fmt: skip


def test_a_stored_page_follows_the_label(
    client: Client, settings: object, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    settings.PAGE_CACHE_SECONDS = 60  # type: ignore[attr-defined]
    product = food()
    VariantFactory(product=product)
    refresh_products([product.pk])
    assert "Komposisi" not in facts_of(client.get(product.get_absolute_url()).content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        labelled(product)
    assert "Komposisi" in facts_of(client.get(product.get_absolute_url()).content.decode())
