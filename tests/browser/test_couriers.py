"""A courier chosen by the buyer, booked by the seller and moved by its own messages; a variant and its photo."""

import io
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django import Settings

from products.catalogue.models import Variant
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.variant import show_variants
from products.orders.models import Order, Purchase
from products.orders.states import Fulfilment
from products.simulator import biteship as simulator
from rumah.businesses.models import Membership
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.orders import DeliverySettingsFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
Visitor = Callable[..., Page]
PASSWORD = "kelapa-muda-77"


@pytest.fixture
def carrier(site: str, settings: Settings) -> None:
    """The courier aggregator is the simulator on the same socket."""
    cache.clear()
    settings.BITESHIP_API_BASE, settings.BITESHIP_API_KEY = f"{site}/simulasi/biteship", "biteship_test.kunci"
    settings.BITESHIP_WEBHOOK_SECRET = "rahasia-kurir"
    settings.RATES_PATIENCE_SECONDS = settings.BITESHIP_TIMEOUT_SECONDS = 30


@pytest.fixture
def owner(carrier: None) -> Membership:
    """The owner of a shop with couriers' own rates."""
    user = UserFactory(phone="+6281211112222", email=None, password=PASSWORD)
    member: Membership = MembershipFactory(user=user, business__name="Dapur Melati", business__postal_code="68413")
    DeliverySettingsFactory(business=member.business, live_rates=True)
    return member


@pytest.fixture
def goods(owner: Membership) -> list[Variant]:
    shops = (owner.business, BusinessFactory(name="Kopi Lereng"))
    return [VariantFactory(product=ProductFactory(business=shop), price=20_000) for shop in shops]


def _put_in(page: Page, goods: list[Variant]) -> None:
    for variant in goods:
        page.goto(variant.product.get_absolute_url())
        page.locator("main").get_by_role("button", name="Masukkan keranjang").last.click()
        expect(page).to_have_url(re.compile("/keranjang/$"))


def _buy(page: Page) -> None:
    page.get_by_label("Hitung ongkir ke kecamatan").fill("Licin")
    page.get_by_role("button", name="Hitung", exact=True).click()
    expect(page.locator("main")).to_contain_text("ke Licin")
    page.get_by_role("button", name="Lanjut ke pembayaran").click()
    mine = page.get_by_role("group", name="Cara menerima barang Dapur Melati")
    expect(mine).to_contain_text("ongkir Rp8.500 ke Licin")
    mine.get_by_text("JNE Reguler").click()
    page.get_by_label("Nama penerima").fill("Siti Aminah")
    page.get_by_label("Nomor HP").fill("0812 3456 7890")
    page.get_by_label("Alamat lengkap").fill("Jalan Ijen 12, RT 2")
    page.get_by_role("button", name="Periksa pesanan").click()
    expect(page.locator("main")).to_contain_text("JNE Reguler")
    expect(page.get_by_role("button", name="Bayar Rp58.000")).to_be_visible()
    # The courier is changed on the second screen, and the sum with it.
    page.get_by_text("Ganti kurir").click()
    page.get_by_text("SiCepat Reguler").click()
    page.get_by_role("button", name="Pakai kurir ini").click()
    page.locator("input[name=cara][value=stripe]").check()
    page.get_by_role("button", name="Bayar Rp57.500").click()
    page.locator("button[name=outcome][value=bayar]").click()
    expect(page.get_by_role("heading", level=2, name="Dibayar")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ongkos kirim SiCepat Reguler")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_courier_is_chosen_paid_booked_and_followed(
    visitor: Visitor, owner: Membership, goods: list[Variant], work: Callable[[], None], javascript: bool
) -> None:
    page = visitor(javascript=javascript)
    _put_in(page, goods)
    _buy(page)
    buyers = page.url
    work()
    order = Order.objects.get(business=owner.business)
    assert (order.courier_service, order.shipping_fee) == ("sicepat/reg", 8_500)
    assert Purchase.objects.get().total == 57_500
    shop = visitor(javascript=javascript)
    shop.goto(f"/akun/masuk/?next=/toko-saya/{owner.business.slug}/pesanan/{order.number}/")
    shop.get_by_label("Nomor HP atau surel").fill("081211112222")
    shop.get_by_label("Kata sandi").fill(PASSWORD)
    shop.get_by_role("button", name="Masuk", exact=True).click()
    shop.get_by_role("button", name="Terima pesanan").click()
    shop.get_by_role("button", name="Pesan kurir SiCepat Reguler").click()
    expect(shop.locator("main")).to_contain_text(re.compile("SICEPAT REG WYB-[0-9]{10}"))
    assert simulator.booked() == 1
    order.refresh_from_db()
    assert order.fulfilment == Fulfilment.SHIPPED
    sellers = shop.url
    shop.get_by_role("link", name="Lacak paket").click()
    shop.get_by_role("button", name="delivered").click()
    expect(shop.get_by_text("delivered").first).to_be_visible()
    shop.goto(sellers)
    expect(shop.locator("main")).to_contain_text("sampai di tujuan")
    page.goto(buyers)
    expect(page.locator("main")).to_contain_text(order.tracking_number)


@pytest.fixture
def jars(site: str) -> list[Variant]:
    product = ProductFactory(name="Selai")
    made = []
    for at, colour in enumerate(("red", "blue")):
        variant = VariantFactory(product=product, name=colour, position=at)
        out = io.BytesIO()
        Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
        photo = add_photo(product=product, content=out.getvalue(), render_now=True)
        show_variants(product=product, photos={variant.pk: photo.pk}, actor=None)
        made.append(variant)
    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_a_chosen_variant_is_shown_by_its_photo_here_and_in_the_cart(
    visitor: Visitor, jars: list[Variant], javascript: bool
) -> None:
    _red, blue = jars
    page = visitor(javascript=javascript, viewport={"width": 1280, "height": 800})
    page.goto(blue.product.get_absolute_url())
    strip = page.locator(".gallery__strip")
    assert strip.evaluate("strip => strip.scrollLeft") == 0
    if javascript:
        page.get_by_text(re.compile("blue · ")).click()
    else:
        page.get_by_role("link", name="Lihat foto blue").click()
    page.wait_for_function("document.querySelector('.gallery__strip').scrollLeft > 100")
    page.goto(f"{blue.product.get_absolute_url()}?varian={blue.pk}")
    expect(page.get_by_role("radio", name=re.compile("blue"))).to_be_checked()
    blue.refresh_from_db()
    assert blue.photo
    whole = blue.photo.renditions["hero_960_webp"]["name"]
    expect(page.locator("#foto-1 a")).to_have_attribute("href", re.compile(re.escape(whole)))
    page.locator("main").get_by_role("button", name="Masukkan keranjang").first.click()
    expect(page.locator(".basket__photo")).to_have_attribute("src", re.compile(re.escape(blue.card_photo)))
    page.get_by_role("link", name="Selai", exact=True).click()
    expect(page.get_by_role("radio", name=re.compile("blue"))).to_be_checked()
