"""A verifier's morning: in with the second step, one business waits, and at most four taps later it is public."""

import os
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import Page, expect
from pytest_django import Settings

from rumah.accounts.found import VERIFIER
from rumah.businesses.states import Standing
from rumah.core.models import AuditEntry
from rumah.verification.models import Decision, Inspection
from rumah.verification.submit import submit
from tests.browser.test_second_step import PASSWORD, code, look, sign_in
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.people import staff

pytestmark = pytest.mark.browser


def test_from_signing_in_to_published(visitor: Callable[..., Page], site: str, settings: Settings) -> None:
    settings.STAFF_SECOND_STEP = True
    me = staff(VERIFIER, name="Sri Wahyuni", phone="+6281211113333", email=None, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(me, secret)
    assert Authenticator.objects.filter(user=me).exists()
    owner = MembershipFactory(
        business__name="Kopi Lereng Ijen", business__slug="kopi-ijen", business__standing=Standing.DRAFT,
        business__verified_at=None,
    )  # fmt: skip
    permit = PermitFactory(business=owner.business)
    submit(business=owner.business, actor=owner.user)

    page = visitor(viewport={"width": 1280, "height": 900})
    sign_in(page, site, me.phone)
    page.get_by_label("Kode", exact=True).fill(code(secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto(f"{site}/staf/")
    expect(page.get_by_role("link", name="1 Usaha menunggu tinjauan")).to_be_visible()
    look(page)

    taps = 0

    def tap(*, button: str = "", box: str = "") -> None:
        nonlocal taps
        taps += 1
        (page.get_by_role("button", name=button) if button else page.get_by_label(box)).click()

    tap(button="Ambil dan periksa")
    expect(page.get_by_text("Anda memeriksa usaha ini")).to_be_visible()
    look(page)
    tap(box="Nomor dan berkas cocok")
    tap(button="Verifikasi")
    expect(page.get_by_text("Status usaha sudah diubah")).to_be_visible()
    assert taps <= 4

    public = visitor(javascript=False)
    assert public.goto(f"{site}/usaha/kopi-ijen/").status == 200
    expect(public.get_by_role("heading", name="Kopi Lereng Ijen")).to_be_visible()
    permit.refresh_from_db()
    row = Inspection.objects.get()
    assert (row.decision, row.decided_by, permit.checked_at is not None) == (Decision.VERIFIED, me, True)
    verbs = set(AuditEntry.objects.filter(actor=me).values_list("verb", flat=True))
    assert verbs == {"verification.take", "businesses.permit_checked", "businesses.verify"}
    for where in ("antrean/", "izin-usaha/", "productreport/"):
        page.goto(f"{site}/staf/{where}")
        look(page)
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{where.strip('/')}.png")
