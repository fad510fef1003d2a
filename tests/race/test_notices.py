"""Several workers and impatient fingers on one notice, on PostgreSQL."""

import pytest

from products.favourites.models import StockNotice
from products.favourites.notices.ask import ask
from products.favourites.notices.stop import stop_all
from products.favourites.notices.tell import tell_all
from products.stock.level import set_on_hand
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_asking_eight_times_at_once_is_asking_once() -> None:
    variant = VariantFactory(stock=0)
    assert crowd([lambda: ask(variant=variant, contact="siti@contoh.id")] * 8) == [None] * 8
    assert StockNotice.objects.count() == 1


def test_four_workers_tell_each_person_once() -> None:
    variant = VariantFactory(stock=0)
    for number in range(12):
        ask(variant=variant, contact=f"orang{number}@contoh.id")
    set_on_hand(variant=variant, on_hand=3, actor=None)
    told = crowd([tell_all] * 4)
    assert sum(told) == 12, told
    assert OutboxMessage.objects.count() == OutboxMessage.objects.values("to").distinct().count() == 12


def test_stopping_while_it_is_sent_is_one_or_the_other() -> None:
    for number in range(6):
        variant, contact = VariantFactory(stock=0), f"tanya{number}@contoh.id"
        ask(variant=variant, contact=contact)
        set_on_hand(variant=variant, on_hand=3, actor=None)
        sent, stopped = crowd([tell_all, lambda: stop_all(contact=contact)])  # noqa: B023
        assert sent + stopped == 1
        assert OutboxMessage.objects.filter(to=contact).count() == sent
