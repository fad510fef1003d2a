"""The pictures that links are shown with."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from products.catalogue.models import Product
from rumah.discovery import card_views
from rumah.discovery.draw import MARGIN, PHOTO, WIDTH, Words, _fitting, _font, _wrapped, draw
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory

pytestmark = pytest.mark.django_db


def noise(size: int = 960) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((size, size), 120).convert("RGB").save(out, "WEBP", quality=60)
    return out.getvalue()


def test_a_products_card_is_drawn_once_and_asked_for_by_its_tag(client: Client, monkeypatch: Any) -> None:
    photo = default_storage.save("produk/kartu.webp", ContentFile(noise(320)))
    product = ProductFactory(name="Keripik pisang", card_photo=photo)
    drawn: list[Words] = []
    monkeypatch.setattr(card_views, "draw", lambda words, photo: drawn.append(words) or draw(words, photo))
    answer = client.get(f"/kartu/produk/{product.slug}.jpg?v=1")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    client.get(f"/kartu/produk/{product.slug}.jpg?v=2")
    assert [(words.title, words.lead) for words in drawn] == [("Keripik pisang", "Rp15.000")]
    same = client.get(f"/kartu/produk/{product.slug}.jpg", headers={"If-None-Match": answer["ETag"]})
    assert same.status_code == 304
    Product.objects.update(min_price=20_000, max_price=25_000)
    assert client.get(f"/kartu/produk/{product.slug}.jpg")["ETag"] != answer["ETag"]
    assert drawn[-1].lead == "Rp20.000 – Rp25.000"


def test_what_strangers_may_not_see_has_no_card(client: Client) -> None:
    product = ProductFactory(is_listed=False)
    business = BusinessFactory(standing="suspended")
    for path in (f"produk/{product.slug}", f"usaha/{business.slug}", "panduan/tidak-ada", "rumah/lain", "lain/x"):
        assert client.get(f"/kartu/{path}.jpg").status_code == 404, path


def test_no_card_is_too_heavy_for_a_chat() -> None:
    words = Words("Keripik " * 60, "Rp1.000.000.000–Rp2.000.000.000", "Kecamatan " * 20)
    assert 10_000 < len(draw(words, noise())) <= 300_000
    assert len(draw(Words("x" * 400))) <= 300_000


def test_no_price_is_cut() -> None:
    text, width = "Rp1.000.000.000.000 – Rp1.000.000.000.000", WIDTH - 2 * MARGIN - PHOTO
    font = _font(_fitting(text, 52, width, bold=True), bold=True)
    assert " ".join(_wrapped(text, font, width, most=2)) == text


def test_home_and_business_have_cards(client: Client) -> None:
    business = BusinessFactory(tagline="Renyah sejak 1998")
    for path in ("rumah/beranda", f"usaha/{business.slug}"):
        assert client.get(f"/kartu/{path}.jpg")["Cache-Control"] == "public, max-age=86400"
