import pytest
from django.db import IntegrityError, transaction

from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from rumah.core.errors import Conflict
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db


def test_holding_pieces_leaves_them_on_hand_but_no_longer_free():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 3}, reference="RK-A")
    shelf = StockLevel.objects.get(pk=variant.pk)
    assert (shelf.on_hand, shelf.reserved, shelf.free) == (5, 3, 2)
    row = Reservation.objects.get()
    assert (row.reference, row.stock_id, row.quantity, row.state) == ("RK-A", variant.pk, 3, "held")


def test_one_short_variant_holds_none_and_every_short_one_is_named():
    plenty, few, gone = VariantFactory(stock=9), VariantFactory(stock=2), VariantFactory(stock=0)
    with pytest.raises(Conflict) as caught:
        reserve(quantities={gone.pk: 1, plenty.pk: 1, few.pk: 3}, reference="RK-A")
    found = {(p.field, p.code, str(p.message)) for p in caught.value.problems}
    assert found == {(str(few.pk), "short", "Stok tinggal 2."), (str(gone.pk), "short", "Stok habis.")}
    assert set(StockLevel.objects.values_list("reserved", flat=True)) == {0}
    assert not Reservation.objects.exists()


def test_a_variant_without_a_shelf_is_sold_out():
    variant = VariantFactory()
    StockLevel.objects.all().delete()
    with pytest.raises(Conflict, match="Stok habis"):
        reserve(quantities={variant.pk: 1}, reference="RK-A")


def test_the_last_piece_takes_the_product_off_the_in_stock_filter():
    variant = VariantFactory(stock=2)
    reserve(quantities={variant.pk: 1}, reference="RK-A")
    variant.product.refresh_from_db()
    assert variant.product.in_stock is True
    reserve(quantities={variant.pk: 1}, reference="RK-B")
    variant.product.refresh_from_db()
    assert variant.product.in_stock is False


def test_another_variant_keeps_the_product_in_stock():
    small = VariantFactory(stock=1)
    VariantFactory(product=small.product, stock=4)
    reserve(quantities={small.pk: 1}, reference="RK-A")
    small.product.refresh_from_db()
    assert small.product.in_stock is True


def test_the_same_reference_cannot_hold_twice():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 1}, reference="RK-A")
    with pytest.raises(IntegrityError), transaction.atomic():
        reserve(quantities={variant.pk: 1}, reference="RK-A")
    assert StockLevel.objects.get().reserved == 1


def test_the_table_itself_refuses_to_oversell():
    variant = VariantFactory(stock=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockLevel.objects.filter(pk=variant.pk).update(reserved=2)


@pytest.mark.parametrize("count", [1, 4])
def test_reserving_costs_one_query_a_variant_and_two_more(count, django_assert_num_queries):
    variants = [VariantFactory(stock=5) for _ in range(count)]
    with transaction.atomic(), django_assert_num_queries(count + 4):
        # two of them are the savepoint of the inner transaction
        reserve(quantities={variant.pk: 1 for variant in variants}, reference="RK-A")
