"""The card of a product: everything escaped, drawn once for equal products, another drawing for another language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from products.catalogue.cards import Card, as_cards
from products.catalogue.models import Product
from rumah.theme.templatetags.product_card import _draw
from tests.factories.catalogue import VariantFactory

pytestmark = pytest.mark.django_db
CARD = Template("{% product_card product priority=first %}")


def _card(**changes: object) -> Card:
    product = VariantFactory(product__name="Kopi <Osing>", price=15_000).product
    card = Card._make(as_cards(Product.objects.filter(pk=product.pk)).get())
    return card._replace(**{"district_code": "35.10.09", "business_name": "Ibu & Anak", "halal": "na", **changes})


def _drawn(card: Card, *, first: bool = False) -> str:
    return CARD.render(Context({"product": card, "first": first}))


def test_a_card_says_what_there_is_to_know() -> None:
    card = _card(slug="kopi-osing", max_price=20_000, card_photo="produk/a b.webp", card_alt='Kopi "asli"')
    assert _drawn(card) == (
        '<article class="card offer"><img class="photo" src="/media/produk/a%20b.webp" width="320" height="320" '
        'alt="Kopi &quot;asli&quot;" loading="lazy" decoding="async"><div class="card__body">'
        '<h3 class="offer__name"><a href="/produk/kopi-osing/">Kopi &lt;Osing&gt;</a></h3>'
        '<p class="price">Rp15.000<span class="small"> – Rp20.000</span></p>'
        '<p class="small muted">Ibu &amp; Anak · Genteng</p></div></article>'
    )
    assert 'fetchpriority="high"' in _drawn(card, first=True)


def test_without_a_photo_or_a_known_place_nothing_is_left_hanging() -> None:
    drawn = _drawn(_card(card_photo="", district_code=""))
    assert '<div class="photo photo--none" aria-hidden="true"></div>' in drawn
    assert '<p class="small muted">Ibu &amp; Anak</p>' in drawn


def test_the_badge_says_what_matters_most() -> None:
    assert "Stok habis" in _drawn(_card(in_stock=False, halal="certified"))
    assert "Halal" in _drawn(_card(halal="certified"))
    assert "badge" not in _drawn(_card())


def test_a_card_is_drawn_once_for_each_language_and_place() -> None:
    _draw.cache_clear()
    card = _card(in_stock=False)
    first = _drawn(card)
    assert _drawn(card._replace()) == first
    assert _draw.cache_info().currsize == 1
    with translation.override("en"):
        assert "Stok habis" not in _drawn(card)
    assert "Rp16.000" in _drawn(card._replace(min_price=16_000, max_price=16_000))
    assert _draw.cache_info().currsize == 3
