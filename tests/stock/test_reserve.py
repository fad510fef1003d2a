import pytest
from django.db import IntegrityError, transaction

from products.stock.close import commit
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


@pytest.mark.parametrize("stock", [5, 2])
def test_the_same_reference_holds_the_same_pieces_once(stock):
    one, two = VariantFactory(stock=stock), VariantFactory(stock=stock)
    for _ in range(2):
        reserve(quantities={one.pk: 1, two.pk: 2}, reference="RK-A")
    assert dict(StockLevel.objects.values_list("pk", "reserved")) == {one.pk: 1, two.pk: 2}
    assert Reservation.objects.count() == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [((1, 2), (1, 1)), ((1, 2), (1, 0)), ((1, 0), (1, 2)), ((5, 0), (1, 0)), ((1, 0), (9, 0))],
)
def test_the_same_reference_does_not_hold_other_pieces_besides(first, second):
    variants = [VariantFactory(stock=5), VariantFactory(stock=5)]
    before, after = (
        {variant.pk: pieces for variant, pieces in zip(variants, wanted, strict=True) if pieces}
        for wanted in (first, second)
    )
    reserve(quantities=before, reference="RK-A")
    with pytest.raises(Conflict, match="sudah ditahan") as caught:
        reserve(quantities=after, reference="RK-A")
    assert [(p.field, p.code) for p in caught.value.problems] == [(None, "held")]
    held = {pk: reserved for pk, reserved in StockLevel.objects.values_list("pk", "reserved") if reserved}
    assert held == before == dict(Reservation.objects.values_list("stock_id", "quantity"))


def test_what_is_sold_is_not_held_again_under_its_reference():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 1}, reference="RK-A")
    commit(reference="RK-A")
    with pytest.raises(Conflict, match="sudah ditahan"):
        reserve(quantities={variant.pk: 1}, reference="RK-A")
    shelf = StockLevel.objects.get()
    assert (shelf.on_hand, shelf.reserved) == (4, 0)


def test_a_second_hold_leaves_the_transaction_around_it_usable():
    variant, other = VariantFactory(stock=5), VariantFactory(stock=5)
    with transaction.atomic():
        reserve(quantities={variant.pk: 1}, reference="RK-A")
        reserve(quantities={variant.pk: 1}, reference="RK-A")
        reserve(quantities={other.pk: 1}, reference="RK-B")
    assert Reservation.objects.count() == 2


def test_a_hold_of_nothing_stays_a_mistake_of_the_program():
    variant = VariantFactory(stock=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        reserve(quantities={variant.pk: 0}, reference="RK-A")


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
