import json

import pytest
from django.test import Client

from products.catalogue.models import Product
from products.orders.states import Fulfilment
from products.stock.close import commit, release
from products.stock.give_back import give_back
from products.stock.level import set_on_hand
from products.stock.low import low_of, set_low_at
from products.stock.models import StockLevel
from products.stock.reserve import reserve
from products.stock.to_order import follow_products
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy

pytestmark = pytest.mark.django_db


SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def made():
    variant = VariantFactory(stock=0, product__made_in_days=3, product__in_stock=False)
    assert follow_products([variant.product_id]) == 1
    return variant


def shelf(variant):
    row = StockLevel.objects.get(pk=variant.pk)
    return row.on_hand, row.reserved


def test_what_is_made_to_order_is_never_sold_out_and_counts_nothing(made):
    made.product.refresh_from_db()
    assert made.product.in_stock is True
    for reference in ("RK-A", "RK-B"):
        reserve(quantities={made.pk: 5}, reference=reference)
    assert shelf(made) == (0, 10)
    commit(reference="RK-A")
    release(reference="RK-B")
    assert shelf(made) == (0, 0)
    give_back(reference="RK-A")
    assert shelf(made) == (0, 0)
    made.product.refresh_from_db()
    assert made.product.in_stock is True


def test_it_never_runs_low(made):
    set_low_at(variant=made, low_at=5, actor=None)
    assert not low_of(made.product.business)
    assert StockLevel.objects.get(pk=made.pk).is_low is False


def test_a_shelf_that_counts_again_has_what_is_promised(made):
    reserve(quantities={made.pk: 4}, reference="RK-A")
    Product.objects.update(made_in_days=None)
    follow_products([made.product_id])
    assert shelf(made) == (4, 4)
    made.product.refresh_from_db()
    assert made.product.in_stock is False
    commit(reference="RK-A")
    assert shelf(made) == (0, 0)


def test_a_new_shelf_knows(made):
    StockLevel.objects.all().delete()
    assert set_on_hand(variant=made, on_hand=0, actor=None).to_order is True


def test_a_buyer_reads_how_long_it_takes_and_can_buy(client: Client, made):
    page = client.get(made.product.get_absolute_url()).content.decode()
    assert "Dibuat setelah dipesan, siap dalam 3 hari" in page
    offer = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])["@graph"][0][
        "offers"
    ]
    assert offer["availability"] == "https://schema.org/MadeToOrder"
    assert offer["deliveryLeadTime"]["maxValue"] == 3
    client.post("/keranjang/tambah/", {"variant": made.pk, "quantity": "2"}, headers=SAME)
    cart = client.get("/keranjang/").content.decode()
    assert "dibuat setelah dipesan, siap dalam 3 hari" in cart
    assert "Stok habis" not in cart
    order = buy({made: 2}).orders.get()
    assert (order.fulfilment, shelf(made)) == (Fulfilment.WAITING, (0, 2))
