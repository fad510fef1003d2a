"""What a phone keeps: pages that were seen can be read without a line; what is private is never kept."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from rumah.core import clock
from rumah.theme.templatetags.rumah import tanggal
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith("rumah-halaman-"));
  const found = await Promise.all(names.map(async name => (await (await caches.open(name)).keys())));
  return found.flat().map(request => new URL(request.url).pathname);
}"""


def kept(page: Page, *, waits_for: str = "") -> list[str]:
    """Return the paths of the pages on the device, once `waits_for` is among them."""
    for _turn in range(150):
        found = list(page.evaluate(KEPT))
        if not waits_for or waits_for in found:
            return found
        page.wait_for_timeout(200)
    raise AssertionError(f"{waits_for} is not kept")


def test_seen_pages_stay_readable_and_private_ones_are_never_kept(visitor: Callable[..., Page], site: str) -> None:
    product = VariantFactory(product__name="Sale Pisang", product__slug="sale-pisang").product
    user = UserFactory()
    page = visitor(worker=True)
    page.set_default_timeout(40_000)
    page.goto(product.get_absolute_url())
    assert kept(page, waits_for="/produk/sale-pisang/") == ["/produk/sale-pisang/"]
    page.goto("/produk/")
    kept(page, waits_for="/produk/")
    page.goto("/keranjang/")
    client = Client()
    client.force_login(user)
    cookies = [{"name": name, "value": m.value, "url": site} for name, m in client.cookies.items()]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # name, value and url are enough
    page.goto("/usaha/")
    page.goto("/akun/")
    page.goto("/panduan/")
    assert sorted(kept(page)) == ["/produk/", "/produk/sale-pisang/"]

    page.context.set_offline(True)
    page.goto(product.get_absolute_url())
    said = page.get_by_role("status")
    expect(said).to_contain_text(f"Disimpan {tanggal(clock.now())}")
    assert re.search(r", \d\d\.\d\d WIB\. Anda sedang luring", said.inner_text())
    expect(page.get_by_role("heading", level=1)).to_have_text("Sale Pisang")
    page.goto("/pendampingan/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anda sedang luring")
    listed = page.locator("main .rows a")
    expect(listed).to_have_count(2)
    expect(listed.nth(1)).to_contain_text("Sale Pisang")
    listed.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sale Pisang")

    page.context.set_offline(False)
    page.goto("/akun/keluar/")
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/akun/keluar/" not in url)
    assert set(kept(page)) <= {"/"}
