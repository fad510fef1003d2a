import pytest

from products.catalogue.models import Product
from products.favourites import keep as keeping
from products.favourites.keep import bring, drop, keep
from products.favourites.models import Favourite
from products.favourites.queries import cards, favourites_of
from rumah.core.errors import Conflict
from tests.factories.catalogue import ProductFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_product_is_kept_once_and_dropped_once():
    user, other, product = UserFactory(), UserFactory(), ProductFactory()
    keep(user=user, product=product)
    keep(user=user, product=product)
    keep(user=other, product=product)
    drop(user=user, product_id=product.pk)
    drop(user=user, product_id=product.pk)
    assert list(Favourite.objects.values_list("user", flat=True)) == [other.pk]


def test_what_a_visitor_kept_comes_along_without_loss(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    user, products = UserFactory(), [ProductFactory() for _n in range(4)]
    keep(user=user, product=products[0])
    bring(user=user, product_ids=[products[3].pk, products[1].pk, products[0].pk, products[2].pk, 0, products[3].pk])
    kept = [row.id for row in favourites_of(user).rows]
    assert kept == [products[3].pk, products[1].pk, products[2].pk, products[0].pk]
    with pytest.raises(Conflict, match="penuh"):
        keep(user=user, product=ProductFactory())
    keep(user=user, product=products[0])
    assert user.favourites.count() == 4


def test_favourites_come_newest_first_page_by_page_in_two_queries(django_assert_num_queries):
    user, products = UserFactory(), [ProductFactory() for _n in range(5)]
    for product in products:
        keep(user=user, product=product)
    keep(user=UserFactory(), product=products[0])
    Product.objects.filter(pk=products[3].pk).update(is_listed=False)
    with django_assert_num_queries(2):
        first = favourites_of(user, size=3)
        assert [row.business_name for row in first.rows] == [p.business.name for p in (products[4], products[2])]
    second = favourites_of(user, size=3, cursor=first.next_cursor)
    assert ([row.id for row in first.rows], first.gone) == ([products[4].pk, products[2].pk], 1)
    assert ([row.id for row in second.rows], second.gone, second.next_cursor) == (
        [products[1].pk, products[0].pk],
        0,
        "",
    )


def test_cards_keep_the_order_of_the_cookie(django_assert_num_queries):
    one, two, hidden = ProductFactory(), ProductFactory(), ProductFactory(is_listed=False)
    with django_assert_num_queries(1):
        shown = cards([two.pk, hidden.pk, one.pk, two.pk, 0])
    assert ([row.id for row in shown.rows], shown.gone) == ([two.pk, one.pk], 2)
    with django_assert_num_queries(0):
        assert cards([]).rows == []
