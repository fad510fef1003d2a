"""Many hands on one shop's shelf, on PostgreSQL."""

import threading
import time
from typing import Any

import pytest

from products.catalogue import refresh as refresh_module
from products.catalogue.models import Product
from products.catalogue.publish import publish
from products.catalogue.standing import suspend
from products.catalogue.states import Status
from products.stock import many as many_module
from products.stock.many import What, change_many, plan
from rumah.businesses.models import Business
from rumah.core.errors import Conflict
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def drafts(business: Business, number: int) -> list[Product]:
    fields: dict[str, Any] = {
        "product__business": business, "product__status": Status.DRAFT, "product__published_at": None,
        "product__is_listed": False,
    }  # fmt: skip
    return [VariantFactory(**fields).product for _n in range(number)]


def publish_all(products: list[Product]) -> list[Any]:
    return crowd([lambda product=product: publish(product=product, actor=None) for product in products])


def test_eight_published_at_once_are_counted_as_eight() -> None:
    business = BusinessFactory()
    results = publish_all(drafts(business, 8))
    assert [result for result in results if isinstance(result, Exception)] == []
    business.refresh_from_db()
    assert business.product_count == 8


def test_without_the_lock_the_count_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""
    monkeypatch.setattr(refresh_module, "_hold", lambda _chunks: None)
    # Between reading the others and the end of the transaction passes what a slower machine takes.
    index = refresh_module.index_products
    monkeypatch.setattr(refresh_module, "index_products", lambda ids: (index(ids), time.sleep(0.1)))
    wrong = 0
    for _turn in range(3):
        business = BusinessFactory()
        publish_all(drafts(business, 8))
        business.refresh_from_db()
        wrong += business.product_count != 8
    assert wrong


@pytest.mark.parametrize("apart", [0.0, 0.05])
def test_nothing_stays_on_the_shelf_of_a_suspended_shop(apart: float) -> None:
    for _turn in range(3):
        business = BusinessFactory()
        products = drafts(business, 6)
        tasks = [lambda product=product: publish(product=product, actor=None) for product in products]
        tasks.insert(3, lambda business=business: suspend(business=business, actor=None, reason="Alamat sudah pindah"))
        errors = [result for result in crowd(tasks, apart=apart) if isinstance(result, Exception)]
        assert all(isinstance(error, Conflict) for error in errors), errors
        assert not Product.objects.filter(business=business, is_listed=True).exists()
        business.refresh_from_db()
        assert business.product_count == 0


def raise_all(number: int) -> tuple[list[Any], int]:
    """Let many people save one preview at once; return their answers and the price there is then."""
    variant = VariantFactory(price=10_000)
    wish: dict[str, Any] = {
        "business": variant.product.business, "product_ids": [variant.product_id], "what": What.PRICE_PERCENT, "amount": 10,
    }  # fmt: skip
    seal = plan(**wish).seal
    results = crowd([lambda: change_many(**wish, seal=seal, actor=None)] * number)
    variant.refresh_from_db()
    return results, variant.price


def test_one_preview_is_saved_once() -> None:
    results, price = raise_all(4)
    assert [type(result) for result in results if isinstance(result, Exception)] == [Conflict] * 3
    assert (results.count(1), price) == (1, 11_000)


def test_without_the_lock_a_stale_preview_is_saved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""
    gate = threading.Barrier(4)

    def plan_together(**wish: Any) -> Any:
        made = plan(**wish)
        gate.wait(timeout=30)
        return made

    monkeypatch.setattr(many_module, "locked", lambda _rows: [])
    monkeypatch.setattr(many_module, "plan", plan_together)
    assert raise_all(4)[0].count(1) > 1
