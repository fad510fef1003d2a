"""Paying by QRIS on our own page, as people do: with and without scripts, and changing one's mind."""

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from products.orders.links import purchase_path
from products.orders.models import Purchase
from products.payments.models import Attempt
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.peers.paying import happen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Visitor = Callable[..., Page]


@pytest.fixture
def purchase(site: str) -> Purchase:
    return buy({VariantFactory(price=15_000, stock=5): 2})


def choose(page: Page, way: str) -> None:
    page.locator(f"input[name=cara][value={way}]").check()
    page.get_by_role("button", name="Bayar Rp30.000").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_code_is_shown_paid_and_the_page_says_so(
    visitor: Visitor, purchase: Purchase, work: Callable[[], None], javascript: bool
) -> None:
    page = visitor(javascript=javascript)
    page.goto(purchase_path(purchase))
    expect(page.locator("input[name=cara][value=qris]")).to_be_checked()
    page.get_by_role("button", name="Bayar Rp30.000").click()
    code = page.get_by_role("img", name="Kode QRIS untuk dipindai")
    expect(code).to_be_visible()
    expect(page.get_by_text("Kode simulasi: tidak dapat dibayar.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Berlaku sampai .* WIB"))).to_be_visible()
    box = code.bounding_box()
    assert box
    assert 200 <= box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/qris-{javascript}.png", full_page=True)
    page.get_by_role("link", name="Simulasikan pembayaran ini").click()
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/sim-{javascript}.png", full_page=True)
    page.locator("button[name=outcome][value=bayar]").click()
    expect(page.get_by_role("heading", level=2, name="Dibayar")).to_be_visible()
    work()
    purchase.refresh_from_db()
    assert purchase.payment_state == "paid"


@pytest.mark.parametrize("javascript", [True, False])
def test_another_way_may_be_chosen(visitor: Visitor, purchase: Purchase, javascript: bool) -> None:
    page = visitor(javascript=javascript, viewport={"width": 1280, "height": 800} if javascript else None)
    page.goto(purchase_path(purchase))
    choose(page, "va")
    attempt = Attempt.objects.get()
    expect(page.get_by_text(attempt.account)).to_be_visible()
    expect(page.get_by_role("button", name="Salin nomor")).to_have_count(1 if javascript else 0)
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/va-{javascript}.png", full_page=True)
    page.get_by_text("Pakai cara bayar lain").click()
    choose(page, "transfer")
    expect(page.get_by_text("0000000000")).to_be_visible()
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/transfer-{javascript}.png", full_page=True)
    file = {"name": "bukti.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 50}
    page.get_by_label("Bukti transfer").set_input_files(file)
    page.get_by_role("button", name="Kirim bukti transfer").click()
    expect(page.get_by_text("Bukti transfer Anda sedang diperiksa petugas.")).to_be_visible()
    assert set(Attempt.objects.values_list("provider", "state")) == {("va", "expired"), ("transfer", "pending")}


def test_the_page_loads_itself_anew_when_the_money_is_there(
    visitor: Visitor, purchase: Purchase, work: Callable[[], None]
) -> None:
    page = visitor()
    page.goto(purchase_path(purchase))
    page.get_by_role("button", name="Bayar Rp30.000").click()
    expect(page.get_by_role("img", name="Kode QRIS untuk dipindai")).to_be_visible()
    page.get_by_text("Pakai cara bayar lain").scroll_into_view_if_needed()
    happen(Attempt.objects.get(), "bayar")
    work()
    # Paid on another device: nobody touched this page.
    expect(page.get_by_role("heading", level=2, name="Dibayar")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(5_000)
    assert asked == []
