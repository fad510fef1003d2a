"""Phone in hand to a draft that a stranger can look at: a person who is not known yet, with what fits one thumb."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from products.catalogue.models import Product
from rumah.businesses.models import Business
from rumah.core.models import OutboxMessage
from tests.browser.pictures import came
from tests.workspace.test_owner import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_FIELDS = 12


class Hand:
    """Fills in fields and counts them; a choice and a file count as much as a line of text."""

    def __init__(self, page: Page) -> None:
        self.page, self.fields = page, 0

    def write(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.fields += 1
        field = self.page.get_by_label(label, exact=True)
        field.select_option(label=option) if option else field.select_option(index=1)

    def take(self, label: str, path: Path) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).set_input_files(path)

    def press(self, name: str) -> None:
        self.page.locator("main").get_by_role("button", name=name).click()


def sign_up(hand: Hand) -> None:
    hand.page.goto("/akun/daftar/")
    hand.write("Nama", "Sri Wahyuni")
    hand.write("Nomor HP atau surel", "0812 3456 7890")
    hand.press("Daftar")
    expect(hand.page).to_have_url(re.compile("/hp/kode/"))
    code = OutboxMessage.objects.latest("pk").body.split()[0]
    hand.fields += 1
    hand.page.locator("main input:not([type=hidden])").first.fill(code)
    hand.page.locator("main form button.button").first.click()


def fill_in_first_product(hand: Hand, photo: Path) -> None:
    """Fill in what the form asks; `Kategori` only where it is asked."""
    hand.take("Foto", photo)
    hand.write("Nama produk", "Keripik Pisang")
    hand.write("Harga", "15.000")
    hand.write("Stok", "10")
    category = hand.page.get_by_label("Kategori", exact=True)
    if category.count() and category.is_visible() and category.evaluate("one => one.required"):
        hand.choose("Kategori", "Keripik dan kerupuk")


def test_phone_in_hand_to_a_draft_a_stranger_sees(
    visitor: Callable[..., Page], work: Callable[[], None], tmp_path: Path
) -> None:
    photo = tmp_path / "keripik.png"
    photo.write_bytes(picture().read())
    page = visitor()
    hand = Hand(page)
    sign_up(hand)
    page.goto("/toko-saya/")
    page.get_by_role("link", name="Mulai usaha").click()
    hand.write("Nama usaha", "Keripik Bu Sri")
    hand.choose("Bidang usaha", "Makanan")
    hand.choose("Desa atau kelurahan", "Tamanbaru")
    hand.write("Nomor WhatsApp usaha", "0812 3456 7890")
    hand.press("Simpan usaha")
    expect(page.get_by_role("heading", name="Siapkan toko Anda")).to_be_visible()
    page.get_by_role("link", name="Produk pertama").click()
    fill_in_first_product(hand, photo)
    page.locator("main form button.button").first.click()
    expect(page.locator("main")).to_contain_text("Keripik Pisang")
    work()
    page.goto(f"/toko-saya/{Business.objects.get().slug}/")
    hand.press("Buat tautan pratinjau")
    address = page.locator("a[href*='/pratinjau/']").get_attribute("href")
    assert address
    assert hand.fields <= MOST_FIELDS
    assert not Product.objects.get().is_listed

    stranger = visitor(javascript=False)
    answer = stranger.goto(address)
    assert answer
    assert "set-cookie" not in answer.headers
    expect(stranger.get_by_role("heading", name="Keripik Bu Sri")).to_be_visible()
    expect(stranger.get_by_role("heading", name="Keripik Pisang")).to_be_visible()
    came(stranger.locator("main img.photo"))
    assert stranger.evaluate("document.documentElement.scrollWidth") <= 360
    assert stranger.context.cookies() == []
    hand.press("Tutup tautan")
    assert (gone := stranger.goto(address))
    assert gone.status == 404
