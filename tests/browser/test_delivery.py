"""A shopper's kecamatan by keyboard, a way for each seller, a voucher and cash at the door; with and without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from products.catalogue.models import Variant
from products.orders.models import Purchase
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.orders import DeliverySettingsFactory, VoucherFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Visitor = Callable[..., Page]


@pytest.fixture
def goods(site: str) -> list[Variant]:
    """A seller who drives to Licin and one who sends by courier; both take cash."""
    made = []
    for name, ways in (("Dapur Melati", {"own": True, "own_fees": {"35.10.24": 4_000}}), ("Kopi Lereng", {})):
        business = BusinessFactory(name=name)
        DeliverySettingsFactory(business=business, cash=True, **ways)
        made.append(VariantFactory(product=ProductFactory(business=business), price=20_000))
    VoucherFactory(code="HEMAT5", value=5_000)
    return made


def _fill(page: Page, goods: list[Variant]) -> None:
    for variant in goods:
        page.goto(variant.product.get_absolute_url())
        page.locator("main").get_by_role("button", name="Masukkan keranjang").last.click()
        expect(page).to_have_url(re.compile("/keranjang/$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_from_two_sellers_each_their_own_way_paid_in_cash(
    visitor: Visitor, goods: list[Variant], javascript: bool
) -> None:
    page = visitor(javascript=javascript)
    _fill(page, goods)
    page.get_by_label("Hitung ongkir ke kecamatan").fill("Licin")
    page.get_by_role("button", name="Hitung", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ongkir Rp4.000 ke Licin")
    page.get_by_role("button", name="Lanjut ke pembayaran").click()
    # What was named in the cart is not asked again.
    expect(page.get_by_label("Kecamatan tujuan")).to_have_value("Licin, Kabupaten Banyuwangi, Jawa Timur")
    page.get_by_label("Nama penerima").fill("Siti Aminah")
    page.get_by_label("Nomor HP").fill("0812 3456 7890")
    page.get_by_label("Alamat lengkap").fill("Jalan Ijen 12, RT 2")
    page.locator("input[value=own]").check()
    page.get_by_role("button", name="Periksa pesanan").click()
    page.get_by_text("Punya kode voucher?").click()
    page.get_by_label("Kode voucher").fill("hemat5")
    page.get_by_role("button", name="Pakai voucher").click()
    expect(page.locator(".totals")).to_contain_text("−Rp5.000")
    page.locator("input[value=cod]").check()
    page.get_by_role("button", name="Bayar Rp48.000").click()
    expect(page.get_by_role("heading", name="Dipesan, bayar di tempat")).to_be_visible()
    purchase = Purchase.objects.get()
    assert (purchase.payment_state, purchase.total) == ("cod", 48_000)
    assert list(purchase.orders.order_by("pk").values_list("delivery", flat=True)) == ["own", "ship"]


def test_a_place_is_found_by_keyboard_alone(visitor: Visitor, goods: list[Variant]) -> None:
    page = visitor()
    _fill(page, goods[:1])
    field = page.get_by_role("combobox", name="Hitung ongkir ke kecamatan")
    field.focus()
    page.keyboard.type("genteng", delay=20)
    options = page.get_by_role("option")
    expect(options.first).to_have_text("Genteng, Kabupaten Banyuwangi, Jawa Timur")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("genteng")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Genteng, Kabupaten Banyuwangi, Jawa Timur")
    expect(page).to_have_url(re.compile("/keranjang/$"))
    page.get_by_role("button", name="Hitung", exact=True).click()
    expect(page.locator("main")).to_contain_text("ke Genteng")


def test_a_way_that_is_fetched_asks_for_no_address(visitor: Visitor, goods: list[Variant]) -> None:
    page = visitor()
    _fill(page, goods[:1])
    page.get_by_role("button", name="Lanjut ke pembayaran").click()
    address = page.get_by_label("Alamat lengkap")
    expect(address).to_be_visible()
    page.locator("input[value=pickup]").check()
    expect(address).to_be_hidden()
    page.locator("input[value=own]").check()
    expect(address).to_be_visible()
