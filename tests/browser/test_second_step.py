"""A member of staff protects their account: an app, a key, recovery codes, and signing in with them."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.factories.people import UserFactory

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
PASSWORD = "kelapa-muda-77"


def code(secret: str, *, late: int = 0) -> str:
    """Return what an app shows now, or what one shows whose clock is `late` steps behind."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - late))


def look(page: Page) -> None:
    """See the page as axe-core does."""
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], page.url


def sign_in(page: Page, home: str, contact: str) -> None:
    page.goto(f"{home}/akun/masuk/")
    page.get_by_label("Nomor HP atau surel").fill(contact)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def virtual_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "hasResidentKey": True}})


def test_staff_set_up_an_app_and_a_key_and_sign_in_with_a_code(visitor: Callable[..., Page], site: str) -> None:
    # A key belongs to a name; it cannot belong to an address of numbers.
    home = site.replace("127.0.0.1", "localhost")
    user = UserFactory(phone="+6281211112222", email=None, password=PASSWORD, is_staff=True)
    page = visitor()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, home, user.phone)
    page.goto(f"{home}/akun/keamanan/totp/activate/")
    # The password was just typed; where it was not, it is asked for again.
    if page.get_by_role("heading", name="Pastikan ini Anda").count():
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Lanjutkan").click()
    picture = page.get_by_alt_text("Kode QR untuk aplikasi autentikator")
    assert picture.evaluate("image => image.naturalWidth") > 100
    secret = page.get_by_label("Kunci rahasia").input_value()
    link = page.get_by_role("link", name="Buka aplikasi di HP ini").get_attribute("href")
    assert link is not None
    assert link.startswith("otpauth://totp/")
    assert f"secret={secret}" in link
    look(page)
    field = page.get_by_label("Kode dari aplikasi")
    field.fill("000000")
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_role("heading", name="Ada yang perlu diperbaiki")).to_be_visible()
    assert page.get_by_label("Kunci rahasia").input_value() == secret
    field.fill(code(secret, late=1))
    page.get_by_role("button", name="Aktifkan").click()
    codes = page.get_by_label("Kode yang belum digunakan").input_value().split()
    assert len(codes) == 10
    look(page)

    virtual_key(page)
    page.goto(f"{home}/akun/keamanan/webauthn/add/")
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_role("button", name="Tambah").click()
    expect(page.get_by_text("Kunci keamanan ditambahkan.")).to_be_visible()
    page.goto(f"{home}/akun/keamanan/webauthn/")
    expect(page.get_by_role("heading", name="Laptop kantor")).to_be_visible()
    expect(page.get_by_text("Belum pernah dipakai.")).to_be_visible()
    look(page)
    page.goto(f"{home}/akun/keamanan/")
    look(page)
    assert complaints == []

    second = visitor(javascript=False)
    sign_in(second, home, user.phone)
    expect(second.get_by_role("heading", name="Autentikasi Dua Faktor")).to_be_visible()
    second.goto(f"{home}/akun/")
    # The password alone opens nothing: whoever tries another page is led back to the second step.
    expect(second.get_by_role("heading", name="Autentikasi Dua Faktor")).to_be_visible()
    second.get_by_label("Kode", exact=True).fill(codes[0])
    second.get_by_role("button", name="Masuk", exact=True).click()
    expect(second.get_by_role("heading", name="Halo")).to_be_visible()
