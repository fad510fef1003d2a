import pytest

from products.catalogue.models import Product
from rumah.core import keyset
from tests.factories.catalogue import ProductFactory

pytestmark = pytest.mark.django_db
ORDER = ("-min_price", "id")


def test_visits_every_row_once_even_with_equal_prices() -> None:
    made = [ProductFactory(min_price=price, max_price=price) for price in (5, 7, 5, 5, 9, 7, 5)]
    seen: list[int] = []
    cursor = ""
    for _ in range(10):
        page = keyset.page(Product.objects.all(), order=ORDER, cursor=cursor, size=2)
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == [p.pk for p in sorted(made, key=lambda p: (-p.min_price, p.pk))]


@pytest.mark.parametrize(
    "cursor", ["x", "!!!", keyset.encode([1]), keyset.encode(["a", "b"]), keyset.encode([2**70, 1])]
)
def test_a_cursor_of_a_stranger_gives_the_first_page(cursor: str) -> None:
    product = ProductFactory()
    assert [row.pk for row in keyset.page(Product.objects.all(), order=ORDER, cursor=cursor).rows] == [product.pk]
