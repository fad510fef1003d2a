"""Impatient fingers and several workers on kept searches, on PostgreSQL."""

from datetime import timedelta

import pytest

from products.catalogue.models import Product
from products.catalogue.queries import Filters
from products.catalogue.refresh import refresh_products
from products.searches import keep as keeping
from products.searches.keep import MOST, WEEK, keep
from products.searches.models import SavedSearch, SearchReader
from products.searches.tell import tell_due
from rumah.core import clock
from rumah.core.errors import Conflict
from rumah.core.models import OutboxMessage
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def keeper(user, number):
    return lambda: keep(user=user, filters=Filters(q=f"kopi {number}"), address=f"q=kopi+{number}", name="Kopi")


def test_eight_at_once_do_not_pass_the_limit():
    user = UserFactory()
    for number in range(MOST - 1):
        keeper(user, number)()
    answers = crowd([keeper(user, 100 + number) for number in range(8)])
    assert sum(isinstance(answer, Conflict) for answer in answers) == 7, answers
    assert user.searches.count() == MOST


def test_without_the_lock_they_do(monkeypatch):
    monkeypatch.setattr(keeping, "_lock", lambda _user: None)
    passed = 0
    for _attempt in range(5):
        user = UserFactory()
        for number in range(MOST - 1):
            keeper(user, number)()
        crowd([keeper(user, 100 + number) for number in range(8)])
        passed += user.searches.count() > MOST
    assert passed


def test_four_workers_tell_each_person_once():
    people = [UserFactory() for _number in range(6)]
    for user in people:
        keeper(user, 1)()
    product = VariantFactory(product__name="Kopi 1 Robusta").product
    refresh_products([product.pk])
    Product.objects.update(listed_at=clock.now() - timedelta(days=1))
    SavedSearch.objects.update(told_until=clock.now() - WEEK)
    SearchReader.objects.update(next_at=clock.now() - timedelta(hours=1))
    assert sum(crowd([tell_due] * 4)) == len(people)
    assert OutboxMessage.objects.count() == len(people)
