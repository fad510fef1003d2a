"""A shopper's way: look around, search with a typo, buy from two sellers, pay, and read the truth on the order page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from products.catalogue.facets import rebuild
from products.catalogue.models import Category, Product
from products.catalogue.refresh import refresh_products
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment, PaymentState
from products.stock.models import StockLevel
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visitor = Callable[..., Page]


@pytest.fixture
def shelf(site: str) -> list[Product]:
    """Two sellers with one product each, indexed for search."""
    category = Category.objects.filter(parent__isnull=False).first()
    assert category
    made = []
    for seller, name, price in (("Dapur Melati", "Keripik Pisang", 18_000), ("Kopi Lereng", "Kopi Robusta", 40_000)):
        business = BusinessFactory(name=seller)
        product = ProductFactory(business=business, category=category, name=name, slug=name.lower().replace(" ", "-"))
        VariantFactory(product=product, price=price, stock=10)
        made.append(product)
    refresh_products([product.pk for product in made])
    rebuild()
    return made


def put_in_cart(page: Page, product: Product) -> None:
    page.goto(product.get_absolute_url())
    page.locator("button[form=beli]:visible, #beli button:visible").first.click()
    expect(page).to_have_url(re.compile("/keranjang/"))


def fill_in_details(page: Page) -> None:
    page.get_by_role("button", name="Lanjut ke pembayaran").click()
    page.get_by_label("Nama penerima").fill("Rina Kusuma")
    page.get_by_label("Nomor HP").fill("0812 3456 7890")
    page.get_by_label("Kecamatan tujuan").fill("Genteng, Kabupaten Banyuwangi")
    page.get_by_label("Alamat lengkap").fill("Jalan Melati 5, RT 1 RW 2, dekat balai desa")
    page.get_by_role("button", name="Periksa pesanan").click()


def buy_and_pay(page: Page, shelf: list[Product], work: Callable[[], None]) -> None:
    for product in shelf:
        put_in_cart(page, product)
    fill_in_details(page)
    if page.locator("input[name=region_code][type=radio]").count():
        page.locator("label", has_text="Banyuwangi, Jawa Timur").first.click()
        page.get_by_role("button", name="Periksa pesanan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa dan bayar")
    page.locator("input[name=cara][value=stripe]").check()
    page.locator("main form button.button[data-once]").first.click()
    expect(page).to_have_url(re.compile("/simulasi/bayar/"))
    page.locator("button[name=outcome][value=bayar]").click()
    expect(page).to_have_url(re.compile("/pesanan/RK-"))
    work()
    page.reload()
    expect(page.locator("main")).to_contain_text("dibayar", ignore_case=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_shelf_to_paid(visitor: Visitor, shelf: list[Product], work: Callable[[], None], javascript: bool) -> None:
    page = visitor(javascript=javascript)
    page.goto("/produk/?q=kripik+pisng")
    page.locator("main").get_by_role("link", name="Keripik Pisang").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keripik Pisang")
    buy_and_pay(page, shelf, work)
    purchase = Purchase.objects.get()
    assert purchase.payment_state == PaymentState.PAID
    assert [order.fulfilment for order in Order.objects.order_by("pk")] == [Fulfilment.TO_ACCEPT] * 2
    assert purchase.items_total == 58_000
    assert sorted(StockLevel.objects.values_list("on_hand", "reserved")) == [(9, 0), (9, 0)]


def test_an_order_page_says_that_no_money_was_taken(visitor: Visitor, shelf: list[Product]) -> None:
    page = visitor()
    put_in_cart(page, shelf[0])
    page.get_by_role("button", name="Lanjut ke pembayaran").click()
    page.get_by_role("button", name="Periksa pesanan").click()
    # Every mistake at once, and the title says that there is one.
    expect(page).to_have_title(re.compile("^Galat:"))
    assert page.locator("[data-focus] a").count() >= 3
    assert Purchase.objects.count() == 0


def test_nothing_scrolls_sideways_on_a_small_phone(visitor: Visitor, shelf: list[Product]) -> None:
    page = visitor(viewport={"width": 320, "height": 640})
    for address in (
        "/",
        "/produk/",
        shelf[0].get_absolute_url(),
        "/usaha/",
        "/keranjang/",
        "/akun/masuk/",
        "/akun/daftar/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
