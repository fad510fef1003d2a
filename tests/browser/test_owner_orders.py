"""A new order made ready with three taps on a small phone, and a promo kit that comes without a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from products.orders.models import Order
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Visitor = Callable[..., Page]


@pytest.fixture
def shop(site: str) -> Any:
    """A shop with a new order that is paid."""
    member = MembershipFactory(business__name="Dapur Melati", business__slug="dapur-melati")
    product = ProductFactory(business=member.business, name="Keripik pisang", slug="keripik")
    bought({VariantFactory(product=product, stock=20): 2}, delivery=SHIP)
    return member


def _sign_in(page: Page, site: str, shop: Any) -> None:
    client = Client()
    client.force_login(shop.user)
    page.context.add_cookies([{"name": name, "value": m.value, "url": site} for name, m in client.cookies.items()])


def test_from_new_to_ready_in_three_taps_without_a_sideways_scroll(visitor: Visitor, site: str, shop: Any) -> None:
    page, taps = visitor(), 0
    _sign_in(page, site, shop)
    page.goto("/toko-saya/dapur-melati/pesanan/")
    order = Order.objects.get()
    for name, role in ((order.number, "link"), ("Terima pesanan", "button"), ("Tandai sudah dikemas", "button")):
        page.get_by_role(role, name=name).click()  # type: ignore[arg-type]
        taps += 1
    expect(page.get_by_text("sudah dikemas", exact=True)).to_be_visible()
    order.refresh_from_db()
    assert (taps, order.fulfilment, order.packed_at is not None) == (3, "to_ship", True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_text("Lainnya").click()
    menu = page.locator(".tabs__more")
    expect(menu.get_by_role("link", name="Orang")).to_be_visible()
    box = menu.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)


def test_a_kit_comes_by_itself_without_a_script(
    visitor: Visitor, site: str, shop: Any, work: Callable[[], None]
) -> None:
    page = visitor(javascript=False)
    _sign_in(page, site, shop)
    page.goto("/toko-saya/dapur-melati/produk/keripik/promo/")
    page.get_by_role("button", name="Buat paket promosi").click()
    expect(page.get_by_role("status")).to_contain_text("sedang dibuat")
    work()
    expect(page.get_by_role("link", name="Unduh semua (ZIP)")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("Poster A4")).click()
    assert started.value.suggested_filename == "keripik-poster-a4.pdf"
