"""An owner's phone: the first product in four fields, and nothing typed is lost by a reload or a broken line."""

import io
import secrets
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from products.catalogue.models import Product
from tests.factories.businesses import MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIELDS, TAPS = 4, 9
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('isian:'))"


def picture() -> dict[str, object]:
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), secrets.token_bytes(64 * 64 * 3)).save(out, "PNG")
    return {"name": "foto saya.png", "mimeType": "image/png", "buffer": out.getvalue()}


class Thumb:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, where: Locator) -> Locator:
        where.click()
        self.taps += 1
        return where

    def choose(self, page: Page, where: Locator) -> None:
        with page.expect_file_chooser() as chooser:
            self.tap(where)
        chooser.value.set_files([picture()])  # type: ignore[list-item]
        self.taps += 1  # the picture in the gallery


def typed(page: Page) -> dict[str, str]:
    names = ["name", "price", "stock", "description", "tags", "category"]
    said = {name: page.locator(f"main [name={name}]").input_value() for name in names}
    return {**said, "photo": str(page.locator("[name=photo]").evaluate("one => one.files[0]?.name || ''"))}


def rows_survive(page: Page, where: str) -> None:
    """Add a row of variants and move it up; a reload loses neither."""
    page.goto(where)
    page.get_by_role("button", name="Tambah baris varian").click()
    rows = page.locator("[data-variant]")
    for at, (name, price) in enumerate((("kecil", "12.500"), ("besar", "20.000"))):
        rows.nth(at).get_by_label("Nama varian").fill(name)
        rows.nth(at).get_by_label("Harga").fill(price)
    rows.nth(1).get_by_role("button", name="Naikkan").click()
    page.reload()
    page.get_by_role("button", name="Lanjutkan isian").click()
    page.get_by_role("button", name="Simpan produk").click()
    expect(page.get_by_text("Produk tersimpan.")).to_be_visible()


def signing_out_forgets(page: Page, where: str, key: str) -> None:
    """Type something, sign out, and find it gone."""
    page.goto(where)
    page.get_by_label("Kalimat singkat").fill("Renyah")
    assert page.evaluate(KEPT) == [key]
    page.goto("/akun/keluar/")
    page.locator("main form button").click()
    expect(page.locator("main form button")).to_have_count(0)
    assert page.evaluate(KEPT) == []


def test_four_fields_nine_taps_and_nothing_is_lost(visitor: Callable[..., Page], site: str) -> None:
    member, client = MembershipFactory(), Client()
    client.force_login(member.user)
    page, thumb = visitor(), Thumb()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    shop = f"/toko-saya/{member.business.slug}"
    page.goto(f"{shop}/produk/")
    thumb.tap(page.locator("main").get_by_role("link", name="Tambah produk").first)
    form = page.locator("form[data-draft]")
    expect(form.locator("input:visible, select:visible, textarea:visible")).to_have_count(FIELDS)
    thumb.choose(page, form.get_by_label("Foto"))
    for label, text in (("Nama produk", "Keripik talas"), ("Harga", "12.500"), ("Stok", "8")):
        thumb.tap(form.get_by_label(label, exact=True)).press_sequentially(text)
    expect(page.get_by_text("Kategori: Keripik dan kerupuk")).to_be_visible()
    assert thumb.taps + 1 <= TAPS  # the button that saves is the last

    form.locator("summary").click()
    form.get_by_label("Uraian").fill("Renyah\ndan gurih")
    form.get_by_label("Tag").fill("talas, renyah")
    before = typed(page)
    assert before["photo"] == "foto saya.png"
    page.reload()
    assert typed(page)["name"] == ""
    page.get_by_role("button", name="Lanjutkan isian").click()
    expect(form.locator("[name=photo]")).to_have_js_property("files.length", 1)
    assert typed(page) == before

    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        form.get_by_role("button", name="Simpan produk").click(no_wait_after=True)
    page.context.set_offline(False)
    page.goto(f"{shop}/tambah-produk/")
    page.get_by_role("button", name="Lanjutkan isian").click()
    expect(form.locator("[name=photo]")).to_have_js_property("files.length", 1)
    assert typed(page) == before

    form.get_by_label("Harga").fill("murah")
    form.get_by_role("button", name="Simpan produk").click()
    expect(page.get_by_role("alert")).to_contain_text("bukan jumlah rupiah")
    expect(form.locator("[name=photo]")).to_have_js_property("files.length", 1)
    form.get_by_label("Harga").fill("12.500")
    form.get_by_role("button", name="Simpan produk").click()
    expect(page.get_by_text("Produk tersimpan.")).to_be_visible()
    product = Product.objects.get()
    assert (product.name, product.photos.count(), product.variants.get().stock.on_hand) == ("Keripik talas", 1, 8)
    page.goto(f"{shop}/tambah-produk/")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    assert page.evaluate(KEPT) == []

    rows_survive(page, f"{shop}/produk/{product.slug}/")
    assert list(product.variants.values_list("name", "price")) == [("besar", 20_000), ("kecil", 12_500)]
    signing_out_forgets(page, f"{shop}/profil/", f"isian:{member.user_id}:{member.business_id}:profil.")
