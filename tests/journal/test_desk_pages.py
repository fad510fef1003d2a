"""The mentor's pages of a session; and that a stranger finds none of them and changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from mentoring.journal.assign import assign
from mentoring.journal.models import ActionItem, Effort, NextStep, Note, SessionLog
from mentoring.journal.note import save_note
from products.readiness.assess import assess
from products.readiness.found import found
from rumah.core.models import OutboxMessage
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.journal import held, meeting
from tests.factories.mentoring import MentorFactory
from tests.journal.conftest import NOW

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def desk(client, mentor):
    client.force_login(mentor.user)
    return client


@pytest.fixture
def path(session):
    return f"/meja/sesi/{session.pk}/"


def test_the_day_has_what_runs_what_waits_and_what_comes(desk, session, mentor, member, later):
    running = meeting(mentor, member, starts_at=NOW - timedelta(minutes=15))
    SessionLog.objects.create(session=running, started_at=NOW)
    meeting(mentor, member, starts_at=NOW - timedelta(days=3))
    meeting(mentor, member, starts_at=NOW + timedelta(days=2))
    page = desk.get("/meja/").content.decode()
    heads = ["Sedang berjalan", "Perlu ditandai", "Hari ini", "Mendatang"]
    places = [page.index(head) for head in heads]
    assert places == sorted(places)
    assert page.index("07.45 WIB") < places[1] < page.index("27 Februari 2026") < places[2]
    assert places[2] < page.index("09.00 WIB") < places[3] < page.index("4 Maret 2026")


def test_a_session_that_began_before_midnight_is_still_there(desk, mentor, later):
    later(hours=15, minutes=45)  # 23.45 WIB
    session = meeting(mentor)
    later(hours=16, minutes=15)
    page = desk.get("/meja/").content.decode()
    assert page.index("Sedang berjalan") < page.index(f"/meja/sesi/{session.pk}/") < page.index("Hari ini")


def test_the_day_costs_the_same_with_many_sessions(desk, mentor, django_assert_max_num_queries):
    for hours in range(1, 9):
        meeting(mentor, starts_at=NOW + timedelta(hours=hours))
    with django_assert_max_num_queries(6):
        desk.get("/meja/")


def test_a_session_shows_product_readiness_and_what_is_still_to_do(desk, mentor, member, django_assert_max_num_queries):
    product = ProductFactory(business=member.business, name="Keripik Pisang", description="Renyah dan gurih.")
    VariantFactory(product=product)
    PermitFactory(business=member.business, kind="nib", number="1234567890123")
    before = held(mentor, member)
    assign(actor=mentor.user, session=before, text="Kirim foto kemasan", due_on=date(2026, 3, 2))
    session = meeting(mentor, member, product=product, starts_at=NOW + timedelta(hours=1), note="Ingin label baru")
    found()
    assess(business=member.business)
    with django_assert_max_num_queries(18):
        page = desk.get(f"/meja/sesi/{session.pk}/").content.decode()
    for said in ("Keripik Pisang", "Renyah dan gurih.", "Rp15.000", "Ingin label baru", "Kirim foto kemasan"):
        assert said in page
    assert "Naik kelas: Rintisan, 12 dari 100" in page  # NIB 6, a product on show 4, QRIS of the house 2
    assert "Produk memiliki izin edar" in page


def test_start_and_finish(desk, session, path, later):
    assert "Mulai sesi" in desk.get(path).content.decode()
    assert desk.post(f"{path}mulai/").status_code == 303
    assert "Dimulai 08.00 WIB" in desk.get(path).content.decode()
    later(minutes=100)
    desk.post(f"{path}tandai/", {"hasil": "completed"})
    session.refresh_from_db()
    assert session.state == "completed"
    assert "selesai 09.40 WIB" in desk.get(path).content.decode()
    assert Effort.objects.get().minutes == 100


def test_a_note_by_button_and_by_script(desk, session, path):
    answer = desk.post(f"{path}catatan/", {"text": "Satu", "version": "0"})
    assert (answer.status_code, answer["Location"]) == (303, f"{path}#catatan")
    told = desk.post(f"{path}catatan/", {"text": "Dua", "version": "1", "writer": "a"}, **JSON)
    assert (told.status_code, told.json()) == (200, {"version": 2, "saved": "Tersimpan 08.00 WIB"})
    assert "Tersimpan 08.00 WIB" in desk.get(path).content.decode()


def test_two_devices_see_both_texts(desk, session, path):
    desk.post(f"{path}catatan/", {"text": "Dari laptop", "version": "0"})
    told = desk.post(f"{path}catatan/", {"text": "Dari ponsel", "version": "0", "writer": "b"}, **JSON)
    assert (told.status_code, told.json()) == (409, {"version": 1, "text": "Dari laptop"})
    answer = desk.post(f"{path}catatan/", {"text": "Dari ponsel", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dari laptop</textarea>" in page
    assert "Dari ponsel</textarea>" in page
    assert 'name="version" value="1"' in page
    assert Note.objects.get().text == "Dari laptop"
    desk.post(f"{path}catatan/", {"text": "Dari ponsel", "version": "1"})
    assert Note.objects.get().text == "Dari ponsel"


@pytest.mark.parametrize("version", ["", "-1", "1e3", "99999999999", "satu"])
def test_a_version_that_is_none_is_a_conflict(desk, session, path, version):
    assert desk.post(f"{path}catatan/", {"text": "x", "version": version}).status_code == 409
    assert Note.objects.count() == 0


def test_a_note_too_long_keeps_what_was_typed(desk, session, path):
    text = "panjang " * 3000
    answer = desk.post(f"{path}catatan/", {"text": text, "version": "0"})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "Galat:" in answer.content.decode()
    assert desk.post(f"{path}catatan/", {"text": text, "version": "0"}, **JSON).status_code == 422


def test_refused_forms_keep_what_was_typed_and_say_all(desk, session, path):
    for part, data, typed in (
        ("waktu", {"kind": "contact", "on": "2026-03-09", "minutes": "2000"}, 'value="2000"'),
        ("tindak", {"text": "Foto ulang", "due_on": "2025-01-01"}, 'value="Foto ulang"'),
        ("lanjutan", {"service": "999999", "earliest_on": "kapan", "remark": "Bawa contoh"}, 'value="Bawa contoh"'),
    ):
        answer = desk.post(f"{path}{part}/", data)
        page = answer.content.decode()
        assert (part, answer.status_code) == (part, 422)
        assert typed in page
        assert "Ada yang perlu diperbaiki" in page
    assert [kind.objects.count() for kind in (Effort, ActionItem, NextStep)] == [0, 0, 0]


def test_minutes_items_and_the_next_step_are_kept(desk, session, path):
    desk.post(f"{path}waktu/", {"kind": "preparation", "on": "2026-03-01", "minutes": "25"})
    desk.post(f"{path}tindak/", {"text": "Foto ulang", "due_on": "2026-03-09"})
    desk.post(f"{path}lanjutan/", {"service": session.service_id, "earliest_on": "2026-03-16", "remark": ""})
    page = desk.get(path).content.decode()
    for said in ("25 menit", "Foto ulang", "mulai 16 Maret 2026"):
        assert said in page
    desk.post(f"{path}tindak/{ActionItem.objects.get().pk}/tarik/")
    desk.post(f"{path}lanjutan/", {"tarik": "1"})
    assert [kind.objects.count() for kind in (Effort, ActionItem, NextStep)] == [1, 0, 0]


def test_hours_and_their_file(desk, session, path, mentor):
    desk.post(f"{path}waktu/", {"kind": "preparation", "on": "2026-03-01", "minutes": "25"})
    page = desk.get("/meja/waktu/?bulan=2026-03").content.decode()
    assert "25 menit" in page
    assert "Belum cukup data." in page
    answer = desk.get("/meja/waktu/unduh/?bulan=2026-03")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().splitlines()[1].endswith(",25")
    assert len(desk.get("/meja/waktu/unduh/?bulan=2026-02").content.decode().splitlines()) == 1


def test_businesses_a_mentor_serves(desk, session, member, mentor, django_assert_max_num_queries):
    other = MembershipFactory(business__name="Usaha orang lain")
    held(None, other)
    listed = desk.get("/meja/usaha/").content.decode()
    assert member.business.name in listed
    assert "Usaha orang lain" not in listed
    save_note(actor=mentor.user, session=session, text="Suka warna hijau", version=0)
    with django_assert_max_num_queries(12):
        page = desk.get(f"/meja/usaha/{member.business.slug}/").content.decode()
    assert "Suka warna hijau" in page
    assert desk.get(f"/meja/usaha/{other.business.slug}/").status_code == 404


def test_a_permit_file_is_handed_out_for_thirty_days(desk, session, member, later):
    permit = PermitFactory(business=member.business)
    permit.file.save("izin.pdf", ContentFile(b"%PDF-1.7 contoh"))
    path = f"/meja/usaha/{member.business.slug}/izin/{permit.pk}/berkas/"
    assert path in desk.get(f"/meja/usaha/{member.business.slug}/").content.decode()
    answer = desk.get(path)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 contoh"
    later(days=31)
    assert desk.get(path).status_code == 404
    assert path not in desk.get(f"/meja/usaha/{member.business.slug}/").content.decode()


GETS = ("", "usaha/", "waktu/", "waktu/unduh/")
POSTS = {
    "mulai/": {}, "tandai/": {"hasil": "completed"}, "catatan/": {"text": "x", "version": "0"},
    "waktu/": {"kind": "contact", "on": "2026-03-02", "minutes": "5"},
    "tindak/": {"text": "Foto", "due_on": "2026-03-09"}, "lanjutan/": {"tarik": "1"},
}  # fmt: skip


@pytest.mark.parametrize("who", ["another mentor", "the owner", "nobody"])
def test_a_stranger_finds_nothing_and_changes_nothing(client, session, who, later):
    business = session.business
    item = assign(actor=session.mentor.user, session=session, text="Foto kemasan", due_on=date(2026, 3, 9))
    NextStep.objects.create(session=session, service=session.service, earliest_on=item.due_on, suggested_at=NOW)
    permit = PermitFactory(business=business)
    permit.file.save("izin.pdf", ContentFile(b"%PDF-1.7 contoh"))
    OutboxMessage.objects.all().delete()
    if who != "nobody":
        client.force_login(MentorFactory().user if who == "another mentor" else session.booked_by)
    later(hours=2)
    base, shop = f"/meja/sesi/{session.pk}/", f"/meja/usaha/{business.slug}/"
    refused = {302} if who == "nobody" else {404}
    for part, data in {**POSTS, f"tindak/{item.pk}/tarik/": {}}.items():
        assert {client.post(base + part, data).status_code} == refused, part
        assert {client.post(base + part, data, **JSON).status_code} == refused, part
    for path in (base, shop, f"{shop}izin/{permit.pk}/berkas/"):
        assert {client.get(path).status_code} == refused, path
    for path in GETS if who == "the owner" else ():
        assert client.get(f"/meja/{path}").status_code == 404, path
    session.refresh_from_db()
    item.refresh_from_db()
    assert session.state == "confirmed"
    counts = [kind.objects.count() for kind in (SessionLog, Note, Effort, ActionItem, NextStep, OutboxMessage)]
    assert counts == [0, 0, 0, 1, 1, 0]


def test_another_mentors_item_is_not_withdrawn_through_a_session_of_ones_own(desk, session, path):
    other = MentorFactory()
    theirs = assign(actor=other.user, session=held(other), text="Foto", due_on=date(2026, 3, 9))
    desk.post(f"{path}tindak/{theirs.pk}/tarik/")
    assert ActionItem.objects.get() == theirs
