"""Parts drawn once: equal values, equal drawing; another language or value, another drawing."""

import pytest
from django.template import Context, Template
from django.utils import translation

from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Product
from rumah.theme.templatetags.remembered import _draw
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db
CARD = Template('{% remembered "components/product_card.html" product=product priority=first %}')


def _card(**changes: object) -> Card:
    product = VariantFactory(product__name="Kopi <Osing>", price=15_000).product
    card = Card._make(as_cards(Product.objects.filter(pk=product.pk)).get())
    return card._replace(**changes)


def test_a_card_is_drawn_once_for_each_language_and_place() -> None:
    _draw.cache_clear()
    card = _card(in_stock=False, card_photo="produk/a.webp")
    first = CARD.render(Context({"product": card, "first": False}))
    assert "Kopi &lt;Osing&gt;" in first
    assert "Rp15.000" in first
    assert "Stok habis" in first
    assert CARD.render(Context({"product": card._replace(), "first": False})) == first
    assert _draw.cache_info().currsize == 1
    with translation.override("en"):
        assert "Stok habis" not in CARD.render(Context({"product": card, "first": False}))
    assert CARD.render(Context({"product": card, "first": True})) != first
    assert "Rp16.000" in CARD.render(Context({"product": card._replace(min_price=16_000, max_price=16_000)}))
    assert _draw.cache_info().currsize == 4


def test_while_developing_nothing_is_remembered(settings: object) -> None:
    _draw.cache_clear()
    settings.DEBUG = True  # type: ignore[attr-defined]
    CARD.render(Context({"product": _card(), "first": False}))
    assert _draw.cache_info().currsize == 0
