import pytest

from products.stock.close import commit
from products.stock.give_back import give_back
from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db


def _on_hand(variant):
    return StockLevel.objects.get(pk=variant.pk).on_hand


def test_sold_pieces_come_back_once_and_only_those_asked_for():
    one, two = VariantFactory(stock=1), VariantFactory(stock=5)
    reserve(quantities={one.pk: 1, two.pk: 2}, reference="RK-1")
    commit(reference="RK-1")
    one.product.refresh_from_db()
    assert not one.product.in_stock
    assert give_back(reference="RK-1", variant_ids=[one.pk])
    assert not give_back(reference="RK-1", variant_ids=[one.pk])
    one.product.refresh_from_db()
    assert one.product.in_stock
    assert (_on_hand(one), _on_hand(two)) == (1, 3)
    assert give_back(reference="RK-1")
    assert (_on_hand(one), _on_hand(two)) == (1, 5)


def test_what_is_only_held_or_of_another_purchase_is_left_alone():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 1}, reference="RK-1")
    assert not give_back(reference="RK-1")
    assert Reservation.objects.get().state == "held"
    assert not give_back(reference="RK-2")
    assert _on_hand(variant) == 5
