"""From a need to a listing that is another one: owner and mentor on a phone, with and without scripts, by keys alone."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from mentoring.results.models import Deliverable, Remark
from mentoring.schedule.models import WeeklyHours
from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from rumah.core import clock
from tests.browser.pictures import came
from tests.browser.test_mentoring import sign_in
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.mentoring import MentorFactory
from tests.factories.results import NAME, handed_in, held, picture, svg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 360, "height": 640}


@pytest.fixture
def mentor(site: str) -> Mentor:
    mentor = MentorFactory(skills=list(Service.objects.all()), hours=False)
    for weekday in range(7):
        WeeklyHours.objects.create(mentor=mentor, weekday=weekday, start=time(8), end=time(16))
    return mentor


def fits(page: Page) -> None:
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.url


def shopper_reads(page: Page, product: Product) -> str:
    page.goto(product.get_absolute_url())
    return page.locator("h1").inner_text()


def book(page: Page) -> Session:
    """Book the first free time for a photo session, and let it have been held."""
    page.goto("/pendampingan/foto-produk/")
    page.locator("main a[href*='hari=']").last.click()
    page.locator("main a[href*='/pesan/?mulai=']").first.click()
    page.get_by_role("button", name="Pesan sesi ini").click()
    expect(page).to_have_url(re.compile("/pendampingan/sesi/"))
    Session.objects.update(
        starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now() - timedelta(hours=1), state="completed"
    )  # fmt: skip
    return Session.objects.get()


def hand_in(page: Page, file: Path, said: str) -> None:
    fits(page)
    page.get_by_label("Berkas").set_input_files(file)
    page.get_by_role("button", name="Kirim ke pemilik").click()
    expect(page.get_by_text(said)).to_be_visible()


def ask_for_a_revision(page: Page, *, javascript: bool) -> None:
    """Open the result, see both pictures, and say what is wrong with the upper right."""
    page.goto("/pendampingan/hasil/")
    page.locator("main .rows a").first.click()
    came(page.locator("main img"))
    fits(page)
    page.get_by_text("Minta perbaikan").click()
    if javascript:
        box = page.locator(".shot").bounding_box()
        assert box
        page.locator(".shot").click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.1})
    else:
        page.get_by_label("Kanan atas").check()
    page.get_by_label("Apa yang perlu diperbaiki pada gambar 1?").fill("Sudut ini terlalu gelap.")
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_text("Permintaan perbaikan terkirim")).to_be_visible()


def approve(page: Page) -> None:
    page.goto("/pendampingan/hasil/")
    page.locator("main .rows a").first.click()
    page.get_by_role("button", name="Setujui dan pasang").click()
    expect(page.get_by_text("Terpasang. Anda dapat mengurungkannya")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_need_to_a_changed_listing(
    visitor: Callable[..., Page], work: Callable[[], None], mentor: Mentor, tmp_path: Path, javascript: bool
) -> None:
    membership = MembershipFactory()
    product = ProductFactory(business=membership.business, name="Keripik Pisang")
    VariantFactory(product=product)
    add_photo(product=product, content=picture("maroon"), alt="Foto lama", render_now=True)
    (tmp_path / "terang.png").write_bytes(picture("gold"))
    (tmp_path / "lebih.png").write_bytes(picture("orange"))
    owner, desk = visitor(javascript=javascript, viewport=NARROW), visitor(javascript=javascript, viewport=NARROW)

    sign_in(owner, membership.user)
    session = book(owner)
    sign_in(desk, mentor.user)
    desk.goto(f"/meja/sesi/{session.pk}/")
    desk.get_by_role("link", name="Serahkan hasil").click()
    desk.get_by_role("link", name="Foto produk").click()
    hand_in(desk, tmp_path / "terang.png", "Pemilik usaha mendapat kabar")

    ask_for_a_revision(owner, javascript=javascript)
    assert Remark.objects.values_list("x", "y").get() == ((90, 10) if javascript else (83, 17))
    desk.goto(f"/meja/hasil/{Deliverable.objects.get().pk}/")
    expect(desk.get_by_text("Sudut ini terlalu gelap.")).to_be_visible()
    hand_in(desk, tmp_path / "lebih.png", "Versi baru terkirim")

    approve(owner)
    assert product.photos.count() == 2
    work()
    public = visitor(javascript=javascript)
    public.goto(product.get_absolute_url())
    first = product.photos.order_by("position")[0]
    shown = first.renditions["hero_480_webp"]["name"]
    expect(public.locator(".gallery__strip img").first).to_have_attribute("src", re.compile(re.escape(shown)))

    owner.get_by_role("button", name="Urungkan").click()
    expect(owner.get_by_text("kembali seperti sebelumnya")).to_be_visible()
    assert product.photos.count() == 1


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _press in range(80):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keys to {target}")


def test_the_keyboard_alone_compares_asks_and_approves(visitor: Callable[..., Page], site: str) -> None:
    membership = MembershipFactory()
    product = ProductFactory(business=membership.business, name="Keripik")
    VariantFactory(product=product)
    session = held(membership, product)
    handed_in(session, "photo", files=[picture("gold")])
    text = handed_in(session)
    page = visitor(viewport=NARROW)
    sign_in(page, membership.user)
    page.goto("/pendampingan/hasil/")
    reach(page, page.get_by_role("link", name="Foto produk"))
    page.keyboard.press("Enter")
    reach(page, page.locator("summary", has_text="Minta perbaikan"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_label("Kiri atas"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    reach(page, page.get_by_label("Apa yang perlu diperbaiki pada gambar 1?"))
    page.keyboard.type("Ada debu.")
    reach(page, page.get_by_role("button", name="Kirim permintaan"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Permintaan perbaikan terkirim")).to_be_visible()
    assert Remark.objects.values_list("x", "y", "text").get() == (83, 17, "Ada debu.")
    page.goto(f"/pendampingan/hasil/{text.pk}/")
    reach(page, page.get_by_role("button", name="Setujui dan pasang"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Terpasang. Anda dapat mengurungkannya")).to_be_visible()
    assert shopper_reads(visitor(), product) == NAME


def test_before_and_after_lie_on_one_spot_with_a_slider(visitor: Callable[..., Page], site: str) -> None:
    membership = MembershipFactory()
    product = ProductFactory(business=membership.business)
    VariantFactory(product=product)
    old = add_photo(product=product, content=picture("maroon"), render_now=True)
    session = held(membership, product, before={"photos": [{"name": old.original.name, "alt": ""}]})
    row = handed_in(session, "photo", files=[picture("gold")])
    page = visitor(viewport=NARROW)
    sign_in(page, membership.user)
    page.goto(f"/pendampingan/hasil/{row.pk}/")
    slider = page.get_by_role("slider")
    ghost = page.locator(".compare__ghost")
    assert ghost.evaluate("one => one.style.clipPath") == "inset(0px 100% 0px 0px)"
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert ghost.evaluate("one => one.style.clipPath") == "inset(0px 99% 0px 0px)"
    assert page.locator(".compare").bounding_box()["width"] <= 360  # type: ignore[index]
    fits(page)


def test_a_drawing_is_shown_and_nothing_in_it_runs(visitor: Callable[..., Page], site: str) -> None:
    membership = MembershipFactory()
    product = ProductFactory(business=membership.business)
    VariantFactory(product=product)
    evil = svg("<script>document.title = 'jahat'</script><circle cx='9' cy='9' r='5' onload='alert(1)'/>")
    row = handed_in(held(membership, product), "packaging", files=[evil])
    page = visitor(viewport=NARROW)
    talked: list[str] = []
    page.on("dialog", lambda dialog: (talked.append(dialog.message), dialog.dismiss()))
    sign_in(page, membership.user)
    page.goto(f"/pendampingan/hasil/{row.pk}/")
    came(page.locator(".shot img"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="Gambar 1 · SVG").click()
    assert b"jahat" not in Path(saved.value.path()).read_bytes()
    assert talked == []
