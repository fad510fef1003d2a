"""The directory by its map and by its table, and a seat in an event: on a phone, without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from rumah.core import clock
from rumah.events.models import Registration
from rumah.events.publish import publish_event
from rumah.places.counting import recount
from tests.factories.businesses import BusinessFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_kecamatan_is_found_and_a_seat_is_taken_without_scripts(visitor: Callable[..., Page], site: str) -> None:
    BusinessFactory(name="Batik Giri", region_code="35.10.17.1001")
    BusinessFactory(name="Kopi Licin", region_code="35.10.24.2001")
    recount()
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    publish_event(
        title="Kelas Foto", intro="Cukup membawa ponsel.", starts_at=start, ends_at=start + timedelta(hours=2),
        place="Rumah Kreatif", capacity=1,
    )  # fmt: skip
    page = visitor(javascript=False)
    page.goto("/usaha/")
    tile = page.locator("svg.peta a", has_text="Giri")
    box = tile.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    tile.click()
    expect(page.get_by_role("link", name="Batik Giri")).to_be_visible()
    expect(page.get_by_role("link", name="Kopi Licin")).to_have_count(0)
    page.locator("summary", has_text="Peta kecamatan").click()
    page.get_by_role("table").get_by_role("link", name="Licin").click()
    expect(page.get_by_role("link", name="Kopi Licin")).to_be_visible()

    page.goto("/acara/")
    page.get_by_role("link", name="Kelas Foto").click()
    page.get_by_role("button", name="Daftar acara ini").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis nama Anda.")
    page.get_by_label("Nama").fill("Bu Sri")
    page.get_by_label("Nomor HP").fill("0812 3456 7890")
    page.get_by_role("button", name="Daftar acara ini").click()
    expect(page.get_by_role("heading", name="Anda terdaftar")).to_be_visible()
    assert Registration.objects.get().phone == "+6281234567890"
    page.goto("/acara/kelas-foto/")
    expect(page.get_by_text("penuh")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
