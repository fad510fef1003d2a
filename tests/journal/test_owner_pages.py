"""What the owner finds after a session; and that a stranger finds none of it and changes nothing."""

from datetime import date, timedelta

import pytest

from mentoring.journal.assign import assign
from mentoring.journal.models import ActionItem, NextStep, Satisfaction
from mentoring.sessions.book import book
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.journal import held
from tests.factories.mentoring import MentorFactory, ServiceFactory
from tests.journal.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, member):
    client.force_login(member.user)
    return client


@pytest.fixture
def item(past, mentor):
    return assign(actor=mentor.user, session=past, text="Foto ulang kemasan", due_on=date(2026, 3, 2))


def test_an_action_item_stands_on_three_pages_and_is_ticked_off_on_each(own, item, past, member, later):
    later(days=1)
    for path in (
        f"/pendampingan/sesi/{past.pk}/",
        "/pendampingan/tindak-lanjut/",
        f"/toko-saya/{member.business.slug}/",
    ):
        page = own.get(path).content.decode()
        assert "Foto ulang kemasan" in page
        assert "Lewat batas" in page
        answer = own.post(f"/pendampingan/tindak-lanjut/{item.pk}/", {"selesai": "1", "kembali": path})
        assert (answer.status_code, answer["Location"]) == (303, path)
        item.refresh_from_db()
        assert item.done_at == NOW + timedelta(days=1)
        own.post(f"/pendampingan/tindak-lanjut/{item.pk}/", {"selesai": "0"})
        item.refresh_from_db()
        assert item.done_at is None


def test_one_is_led_back_to_pages_of_the_house_alone(own, item):
    for away in ("https://jahat.example/", "//jahat.example/", ""):
        answer = own.post(f"/pendampingan/tindak-lanjut/{item.pk}/", {"selesai": "1", "kembali": away})
        assert answer["Location"] == "/pendampingan/tindak-lanjut/"


def test_the_list_costs_the_same_with_many_items(own, item, past, mentor, django_assert_max_num_queries):
    for number in range(15):
        assign(actor=mentor.user, session=past, text=f"Tugas {number}", due_on=date(2026, 3, 9))
    with django_assert_max_num_queries(6):
        page = own.get("/pendampingan/tindak-lanjut/").content.decode()
    assert page.count("Sudah dikerjakan") == 16


def test_the_question_is_answered_once_and_changed(own, past):
    path = f"/pendampingan/sesi/{past.pk}/"
    assert "Seberapa membantu sesi ini?" in own.get(path).content.decode()
    own.post(f"{path}nilai/", {"score": "2", "words": "Terlalu cepat"})
    page = own.get(path).content.decode()
    assert "Ubah jawaban" in page
    assert "Terlalu cepat" in page
    own.post(f"{path}nilai/", {"score": "4", "words": ""})
    assert Satisfaction.objects.values_list("score", "words").get() == (4, "")


def test_a_refused_answer_keeps_what_was_written(own, past):
    path = f"/pendampingan/sesi/{past.pk}/nilai/"
    answer = own.post(path, {"score": "9", "words": "Ramah sekali"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Galat:" in page
    assert "Pilih angka 1 sampai 5." in page
    assert "Ramah sekali" in page
    assert Satisfaction.objects.count() == 0


def test_too_late_is_said_and_nothing_lost(own, past, later):
    path = f"/pendampingan/sesi/{past.pk}/nilai/"
    later(days=40)
    answer = own.post(path, {"score": "5", "words": "Ramah sekali"})
    assert answer.status_code == 409
    assert "Ramah sekali" in answer.content.decode()
    assert "Seberapa membantu" not in own.get(path).content.decode()


def test_the_link_opens_the_booking_filled_in_and_books_nothing(own, mentor, member):
    service = ServiceFactory(slug="foto-produk", for_product=True)
    mentor.skills.add(service)
    product = ProductFactory(business=member.business, name="Keripik Pisang")
    ProductFactory(business=member.business, name="Sale Pisang")
    past = held(mentor, member, product=product)
    NextStep.objects.create(session=past, service=service, earliest_on=date(2026, 3, 9), suggested_at=NOW)
    answer = own.get(f"/pendampingan/sesi/{past.pk}/lanjutan/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/pendampingan/foto-produk/pesan/?")
    assert "Senin, 9 Maret 2026, 08.00 WIB" in page
    assert f'<option value="{product.pk}" selected>' in page
    assert member.business.sessions.count() == 1


def test_the_next_free_time_is_offered_where_the_first_is_taken(own, mentor, member):
    service = ServiceFactory(slug="bincang", for_product=False)
    mentor.skills.add(service)
    other = MembershipFactory()
    book(actor=other.user, service=service, business=other.business, starts_at=NOW + timedelta(days=7), mentor=mentor)
    past = held(mentor, member)
    NextStep.objects.create(session=past, service=service, earliest_on=date(2026, 3, 9), suggested_at=NOW)
    page = own.get(f"/pendampingan/sesi/{past.pk}/lanjutan/", follow=True).content.decode()
    assert "Senin, 9 Maret 2026, 09.00 WIB" in page


def test_without_a_free_time_the_days_are_shown(own, past, member):
    service = ServiceFactory(slug="bincang")
    MentorFactory(skills=[service], hours=False)
    NextStep.objects.create(session=past, service=service, earliest_on=date(2026, 3, 9), suggested_at=NOW)
    answer = own.get(f"/pendampingan/sesi/{past.pk}/lanjutan/")
    assert answer["Location"] == "/pendampingan/bincang/"


@pytest.mark.parametrize("who", ["another owner", "the mentor", "nobody"])
def test_a_stranger_finds_nothing_and_changes_nothing(client, item, past, mentor, who):
    NextStep.objects.create(session=past, service=past.service, earliest_on=item.due_on, suggested_at=NOW)
    if who != "nobody":
        client.force_login(mentor.user if who == "the mentor" else MembershipFactory().user)
    refused = 302 if who == "nobody" else 404
    base = f"/pendampingan/sesi/{past.pk}/"
    for path in (base, f"{base}nilai/", f"{base}lanjutan/"):
        assert client.get(path).status_code == refused, path
    assert client.post(f"{base}nilai/", {"score": "1"}).status_code == refused
    assert client.post(f"/pendampingan/tindak-lanjut/{item.pk}/", {"selesai": "1"}).status_code == refused
    if who != "nobody":
        assert "Foto ulang kemasan" not in client.get("/pendampingan/tindak-lanjut/").content.decode()
    assert ActionItem.objects.get().done_at is None
    assert Satisfaction.objects.count() == 0
