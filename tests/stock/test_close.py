import pytest
from django.core.cache import cache

from products.stock.close import commit, release
from products.stock.level import set_on_hand
from products.stock.models import Reservation, StockLevel
from products.stock.reserve import reserve
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry
from rumah.core.pagecache import GENERATION
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db


def _shelf(variant):
    return tuple(StockLevel.objects.values_list("on_hand", "reserved").get(pk=variant.pk))


def test_selling_takes_the_pieces_off_the_shelf_once():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 2}, reference="RK-A")
    assert commit(reference="RK-A") is True
    assert commit(reference="RK-A") is False
    assert release(reference="RK-A") is False
    assert _shelf(variant) == (3, 0)
    assert Reservation.objects.get().state == "committed"


def test_giving_back_frees_the_pieces_once_and_puts_the_product_back():
    variant = VariantFactory(stock=2)
    reserve(quantities={variant.pk: 2}, reference="RK-A")
    assert release(reference="RK-A") is True
    assert release(reference="RK-A") is False
    assert commit(reference="RK-A") is False
    assert _shelf(variant) == (2, 0)
    variant.product.refresh_from_db()
    assert variant.product.in_stock is True


def test_what_was_given_back_can_be_held_again_under_the_same_reference():
    variant = VariantFactory(stock=2)
    reserve(quantities={variant.pk: 2}, reference="RK-A")
    release(reference="RK-A")
    reserve(quantities={variant.pk: 1}, reference="RK-A")
    assert _shelf(variant) == (2, 1)


def test_other_purchases_are_left_alone():
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 2}, reference="RK-A")
    reserve(quantities={variant.pk: 1}, reference="RK-B")
    release(reference="RK-A")
    assert _shelf(variant) == (5, 1)


def test_counting_the_shelf_is_recorded_and_forgets_stored_pages(django_capture_on_commit_callbacks):
    variant = VariantFactory(stock=0)
    variant.product.in_stock = False
    variant.product.save()
    with django_capture_on_commit_callbacks(execute=True):
        set_on_hand(variant=variant, on_hand=7, actor=None)
    assert _shelf(variant) == (7, 0)
    variant.product.refresh_from_db()
    assert variant.product.in_stock is True
    assert AuditEntry.objects.get().data == {"before": 0, "after": 7}
    assert cache.get(GENERATION) == 1


@pytest.mark.parametrize("count", [-1, 1_000_001, 1])
def test_the_shelf_cannot_be_set_out_of_range_or_below_what_is_promised(count):
    variant = VariantFactory(stock=5)
    reserve(quantities={variant.pk: 2}, reference="RK-A")
    with pytest.raises(DomainError):
        set_on_hand(variant=variant, on_hand=count, actor=None)
    assert _shelf(variant) == (5, 2)
    assert not AuditEntry.objects.exists()
