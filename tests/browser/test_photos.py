"""Five photos from a phone: one answer is lost and sent again, one waits for the net, none is lost; then put in order."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from products.catalogue.models import Product, ProductPhoto
from tests.browser.test_mentoring import sign_in
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURS = ("#c0392b", "#1d6a3f", "#23399b", "#f4c430", "#8f4413")


def phone_pictures(folder: Path) -> list[Path]:
    """Five files as they come: four large JPEGs, the second of them sideways, and a HEIC no browser here can show."""
    paths = []
    for number, colour in enumerate(COLOURS, 1):
        picture = Image.new("RGB", (2800, 2100), "#f1e9db")
        picture.paste(colour, (700, 500, 2100, 1600))
        exif = Image.Exif()
        exif[0x0112] = 6 if number == 2 else 1
        exif[0x013B] = "Bu Rahasia"
        heic = number == 5
        paths.append(folder / f"IMG_{number}.{'heic' if heic else 'jpg'}")
        picture.save(paths[-1], "HEIF" if heic else "JPEG", quality=80, exif=exif)
    return paths


@pytest.fixture
def product(site: str) -> Product:
    member = MembershipFactory(business__slug="dapur")
    return ProductFactory(business=member.business, slug="keripik", name="Keripik pisang")


def owner_page(visitor: Callable[..., Page], product: Product, *, javascript: bool = True) -> Page:
    page = visitor(javascript=javascript)
    sign_in(page, product.business.memberships.get().user)
    page.goto("/toko-saya/dapur/produk/keripik/foto/")
    return page


def test_one_lost_of_five_is_sent_again(visitor: Callable[..., Page], product: Product, tmp_path: Path) -> None:
    page = owner_page(visitor, product)
    sent: list[int] = []

    def answer(route: Route) -> None:
        body = len(route.request.post_data_buffer or b"")
        sent.append(body)
        # The third photo arrives, and its answer gets lost on the way back.
        if len(sent) == 3:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/foto/kirim/", answer)
    paths = phone_pictures(tmp_path)
    page.get_by_label("Tambah foto").set_input_files(paths[:4])
    rows = page.locator("[data-queue] > li")
    expect(rows.nth(2)).to_contain_text("Sambungan terputus")
    for number in (0, 1, 3):
        expect(rows.nth(number)).to_contain_text("Terkirim")
    assert product.photos.count() == 4
    page.get_by_role("button", name="Coba lagi").click()
    expect(rows.nth(2)).to_contain_text("Terkirim")
    page.unroute("**/foto/kirim/")
    page.context.set_offline(True)
    page.get_by_label("Tambah foto").set_input_files(paths[4])
    expect(rows.nth(4)).to_contain_text("Tidak ada sambungan")
    page.context.set_offline(False)
    expect(rows.nth(4)).to_contain_text("Terkirim")
    expect(page.locator("[data-said]")).to_have_text("Semua foto terkirim.")
    photos = list(product.photos.all())
    assert [(photo.width, photo.height) for photo in photos] == [
        (2000, 1500), (1500, 2000), (2000, 1500), (2000, 1500), (2560, 1920),
    ]  # fmt: skip
    assert len(sent) == 5
    assert max(sent) < 850_000
    assert [photo.alt for photo in photos][1] == "Keripik pisang, foto 2"
    last_by_hand_before_the_fourth(page, photos)


def last_by_hand_before_the_fourth(page: Page, photos: list[ProductPhoto]) -> None:
    grips = page.locator("[data-grip]")
    expect(grips).to_have_count(5)
    grips.nth(4).scroll_into_view_if_needed()
    first, last = page.locator("[data-photo]").nth(3).bounding_box(), grips.nth(4).bounding_box()
    assert first
    assert last
    page.mouse.move(last["x"] + 10, last["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 10, first["y"] + 4, steps=6)
    page.mouse.up()
    expect(page.locator("[data-said]")).to_have_text("Urutan tersimpan.")
    now = [photo.pk for photo in ProductPhoto.objects.order_by("position")]
    pks = [photo.pk for photo in photos]
    assert now == [pks[0], pks[1], pks[2], pks[4], pks[3]]
