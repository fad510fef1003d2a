from datetime import timedelta

import pytest

from products.stock import low
from products.stock.level import set_on_hand
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db


def yesterday() -> None:
    """Let a day pass for what was told."""
    StockLevel.objects.exclude(low_told_at=None).update(low_told_at=clock.now() - timedelta(days=1))
    OutboxMessage.objects.update(dedupe_key="earlier")


def test_one_message_for_a_dip_and_the_next_one_for_the_next() -> None:
    business = BusinessFactory(email="toko@contoh.id")
    variant = VariantFactory(product__business=business, product__name="Keripik", name="250 g", stock=4)
    VariantFactory(product__business=business, stock=0)
    low.set_low_at(variant=variant, low_at=3, actor=None)
    assert low.tell_low() == 0
    set_on_hand(variant=variant, on_hand=3, actor=None)
    assert (low.tell_low(), low.tell_low()) == (1, 0)
    message = OutboxMessage.objects.get()
    assert (message.to, message.body) == ("toko@contoh.id", "Stok ini menipis:\n- Keripik, 250 g: 3")
    assert [row.pk for row in low.low_of(business)] == [variant.pk]
    yesterday()
    assert low.tell_low() == 0
    set_on_hand(variant=variant, on_hand=9, actor=None)
    assert low.tell_low() == 0
    set_on_hand(variant=variant, on_hand=2, actor=None)
    assert low.tell_low() == 1
    assert OutboxMessage.objects.count() == 2


def test_a_second_dip_of_the_same_day_waits_for_the_next_and_is_not_lost() -> None:
    business = BusinessFactory()
    one, two = (VariantFactory(product__business=business, stock=5) for _turn in range(2))
    for variant in (one, two):
        low.set_low_at(variant=variant, low_at=1, actor=None)
    set_on_hand(variant=one, on_hand=1, actor=None)
    assert low.tell_low() == 1
    set_on_hand(variant=two, on_hand=0, actor=None)
    assert low.tell_low() == 0
    yesterday()
    assert low.tell_low() == 1
    assert OutboxMessage.objects.latest("pk").body.endswith(f"- {two.product.name}: 0")


def test_a_threshold_is_checked_and_kept_in_the_trail() -> None:
    variant = VariantFactory()
    for wrong in (-1, 1_000_001):
        with pytest.raises(DomainError) as caught:
            low.set_low_at(variant=variant, low_at=wrong, actor=None)
        assert caught.value.problems[0].field == "low_at"
    low.set_low_at(variant=variant, low_at=3, actor=None)
    low.set_low_at(variant=variant, low_at=3, actor=None)
    assert AuditEntry.objects.get(verb="stock.low_at").data == {"before": None, "after": 3}
    assert low.set_low_at(variant=variant, low_at=None, actor=None).low_at is None
