"""The mentor's day on a phone: with the keyboard alone, without scripts, with a line that breaks, in two tabs."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from mentoring.journal.models import ActionItem, Effort, NextStep, Note, Satisfaction
from mentoring.services.models import Mentor
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import clock
from tests.factories.journal import meeting, owner_of
from tests.factories.mentoring import MentorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The body has the focus between the last thing and the first, and all the words of the page.
HERE = "(e => e === document.body ? '' : e.labels?.[0]?.innerText || e.innerText || '')(document.activeElement)"
SAVED = re.compile(r"Tersimpan \d\d\.\d\d WIB")


@pytest.fixture
def mentor(site: str) -> Mentor:
    return MentorFactory(hours=False)


@pytest.fixture
def session(mentor: Mentor) -> Session:
    """Began a quarter of an hour ago."""
    return meeting(mentor, starts_at=clock.now() - timedelta(minutes=15))


@pytest.fixture
def as_user(visitor: Callable[..., Page], site: str) -> Callable[..., Page]:
    """Return a function that opens a phone on which that person is signed in."""

    def open_page(user: User, **kwargs: bool) -> Page:
        page, client = visitor(**kwargs), Client()
        client.force_login(user)
        page.context.add_cookies([{"name": n, "value": m.value, "url": site} for n, m in client.cookies.items()])
        return page

    return open_page


@pytest.fixture
def desk(as_user: Callable[..., Page], session: Session) -> Page:
    """The session's page on the mentor's phone."""
    page = as_user(session.mentor.user)
    page.goto(f"/meja/sesi/{session.pk}/")
    return page


def status(page: Page):
    return page.locator("[data-note-status]")


def text() -> str:
    return Note.objects.get().text


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go forward by Tab until the thing of that name has the focus, and press the key."""
    for _step in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if name in here:
            page.keyboard.press(key)
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_day_with_the_keyboard_alone(as_user: Callable[..., Page], session: Session) -> None:
    page = as_user(session.mentor.user)
    page.goto("/meja/")
    press(page, session.business.name)
    expect(page).to_have_url(re.compile(f"/meja/sesi/{session.pk}/"))
    press(page, "Mulai sesi")
    expect(page.locator("main")).to_contain_text("Dimulai")
    press(page, "Catatan kerja", "End")
    page.keyboard.type("Label kurang jelas")
    expect(status(page)).to_have_text(SAVED)
    press(page, "Yang dikerjakan pemilik", "End")
    page.keyboard.type("Foto ulang kemasan")
    press(page, "Tambah tindak lanjut")
    expect(page.locator("main")).to_contain_text("Foto ulang kemasan")
    press(page, "Tandai selesai")
    expect(page.locator("main .badge").first).to_have_text("Selesai")
    session.refresh_from_db()
    assert (session.state, text(), ActionItem.objects.get().text) == (
        "completed", "Label kurang jelas", "Foto ulang kemasan",
    )  # fmt: skip


def test_a_day_without_scripts(as_user: Callable[..., Page], session: Session) -> None:
    page = as_user(session.mentor.user, javascript=False)
    page.goto("/meja/")
    page.get_by_role("link", name=re.compile(session.business.name)).click()
    page.get_by_role("button", name="Mulai sesi").click()
    page.get_by_label("Catatan kerja").fill("Label kurang jelas")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_role("status").first).to_contain_text(SAVED)
    page.locator("#waktu + * ~ details summary, #waktu ~ details summary").first.click()
    page.get_by_label("Menit").fill("25")
    page.get_by_role("button", name="Simpan waktu").click()
    page.locator("#lanjutan ~ details summary").click()
    page.get_by_label("Pesan untuk pemilik").fill("Bawa contoh")
    page.get_by_role("button", name="Kirim usulan").click()
    page.get_by_role("button", name="Tandai selesai").click()
    session.refresh_from_db()
    assert (session.state, text(), NextStep.objects.get().remark) == ("completed", "Label kurang jelas", "Bawa contoh")
    assert sorted(Effort.objects.values_list("kind", "minutes"))[1] == ("preparation", 25)

    owner = as_user(owner_of(session), javascript=False)
    owner.goto(f"/pendampingan/sesi/{session.pk}/")
    owner.get_by_label("5 – sangat membantu").check()
    owner.get_by_role("button", name="Kirim jawaban").click()
    expect(owner.get_by_role("status")).to_contain_text("Terima kasih")
    assert Satisfaction.objects.get().score == 5


def test_without_scripts_two_devices_see_both_texts(as_user: Callable[..., Page], session: Session) -> None:
    pages = [as_user(session.mentor.user, javascript=False) for _each in range(2)]
    for page in pages:
        page.goto(f"/meja/sesi/{session.pk}/")
    for page, words in zip(pages, ("Dari laptop", "Dari ponsel"), strict=True):
        page.get_by_label("Catatan kerja").fill(words)
        page.get_by_role("button", name="Simpan catatan").click()
    page = pages[1]
    expect(page.get_by_label("Catatan kerja")).to_have_value("Dari ponsel")
    expect(page.get_by_label("Teks yang lain")).to_have_value("Dari laptop")
    assert text() == "Dari laptop"
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_role("status").first).to_contain_text(SAVED)
    assert text() == "Dari ponsel"


def test_a_lost_line_and_a_reload_lose_nothing(desk: Page) -> None:
    note = desk.get_by_label("Catatan kerja")
    note.fill("Satu")
    expect(status(desk)).to_have_text(SAVED)
    desk.context.set_offline(True)
    note.press_sequentially(" dua")
    expect(status(desk)).to_have_text("Belum terkirim. Tersimpan di perangkat ini.")
    assert text() == "Satu"
    # Pressing the button without a line loses nothing either.
    desk.get_by_role("button", name="Simpan catatan").click()
    expect(status(desk)).to_have_text("Belum terkirim. Tersimpan di perangkat ini.")
    desk.context.set_offline(False)
    expect(status(desk)).to_have_text(SAVED)
    assert text() == "Satu dua"
    assert desk.evaluate("Object.keys(localStorage).length") == 0


def test_what_was_left_on_the_device_is_sent_by_the_next_visit(desk: Page) -> None:
    context, address = desk.context, desk.url
    context.set_offline(True)
    desk.get_by_label("Catatan kerja").fill("Ditulis di kebun, tanpa sinyal")
    expect(status(desk)).to_have_text("Belum terkirim. Tersimpan di perangkat ini.")
    desk.close()  # the battery is empty
    context.set_offline(False)
    assert Note.objects.count() == 0
    page = context.new_page()
    page.goto("/meja/")
    expect(page.get_by_role("heading", name="Ada catatan yang belum terkirim")).to_be_visible()
    page.get_by_role("link", name="Buka catatan").click()
    expect(page).to_have_url(address)
    expect(page.get_by_label("Catatan kerja")).to_have_value("Ditulis di kebun, tanpa sinyal")
    expect(status(page)).to_have_text(SAVED)
    assert text() == "Ditulis di kebun, tanpa sinyal"
    page.goto("/meja/")
    expect(page.get_by_role("heading", name="Ada catatan yang belum terkirim")).to_be_hidden()


def test_an_answer_lost_on_the_way_is_no_conflict(desk: Page) -> None:
    def reach_and_drop(route):
        route.fetch()
        route.abort()

    desk.route("**/catatan/", reach_and_drop, times=1)
    note = desk.get_by_label("Catatan kerja")
    with desk.expect_event("requestfailed"):
        note.fill("Satu")
    assert text() == "Satu"
    note.press_sequentially(" dua")
    expect(status(desk)).to_have_text(SAVED)
    assert (text(), Note.objects.get().version) == ("Satu dua", 2)


def test_two_tabs_never_write_over_each_other(desk: Page) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    desk.get_by_label("Catatan kerja").fill("Tab pertama")
    expect(status(desk)).to_have_text(SAVED)
    other.get_by_label("Catatan kerja").fill("Tab kedua")
    clash = other.get_by_role("heading", name="Ada dua catatan yang berbeda")
    expect(clash).to_be_visible()
    expect(other.get_by_label("Catatan kerja")).to_have_value("Tab kedua")
    expect(other.get_by_label("Teks yang lain")).to_have_value("Tab pertama")
    assert text() == "Tab pertama"
    other.get_by_role("button", name="Gabungkan keduanya").click()
    expect(clash).to_be_hidden()
    expect(status(other)).to_have_text(SAVED)
    assert text() == "Tab kedua\n\nTab pertama"
    # Now the first tab is the one that has seen too little, and takes what is there.
    desk.get_by_label("Catatan kerja").press_sequentially("!")
    expect(desk.get_by_label("Teks yang lain")).to_have_value("Tab kedua\n\nTab pertama")
    desk.get_by_role("button", name="Pakai teks yang lain").click()
    expect(desk.get_by_label("Catatan kerja")).to_have_value("Tab kedua\n\nTab pertama")
    assert text() == "Tab kedua\n\nTab pertama"
    assert desk.evaluate("Object.keys(localStorage).length") == 0


def test_a_draft_older_than_what_another_device_wrote_is_shown_beside_it(desk: Page, session: Session) -> None:
    desk.context.set_offline(True)
    desk.get_by_label("Catatan kerja").fill("Di kebun")
    expect(status(desk)).to_have_text("Belum terkirim. Tersimpan di perangkat ini.")
    Note.objects.create(session=session, mentor=session.mentor, text="Di kantor", saved_at=clock.now())
    desk.context.set_offline(False)
    expect(desk.get_by_role("heading", name="Ada dua catatan yang berbeda")).to_be_visible()
    desk.reload()
    expect(desk.get_by_label("Catatan kerja")).to_have_value("Di kebun")
    expect(desk.get_by_label("Teks yang lain")).to_have_value("Di kantor")
    desk.get_by_role("button", name="Simpan catatan").click()
    expect(status(desk)).to_have_text(SAVED)
    assert text() == "Di kebun"
