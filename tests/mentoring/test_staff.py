from datetime import date

import pytest

from mentoring.schedule import holidays
from mentoring.schedule.models import Holiday
from mentoring.services import found
from mentoring.services.models import Mentor, Room, Service
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_reference_data_is_founded_once_and_what_staff_changed_stays():
    found.found()
    Service.objects.filter(slug="foto-produk").update(duration=75)
    found.found()
    assert dict(Service.objects.values_list("slug", "duration")) == {
        "desain-kemasan": 90,
        "foto-produk": 75,
        "pemasaran-digital": 60,
    }
    assert sorted(Room.objects.values_list("kind", flat=True)) == ["desk", "desk", "studio"]


def test_staff_screens_open(staff, photo, mentor):
    for path in ("service", "mentor", "room"):
        base = f"/staf/snippets/mentoring_services/{path}/"
        assert staff.get(base).status_code == 200
        assert staff.get(f"{base}add/").status_code == 200
    assert staff.get(f"/staf/snippets/mentoring_services/mentor/edit/{mentor.pk}/").status_code == 200


def test_a_mentor_is_added_by_the_persons_number(staff, talk, mentor):
    person = UserFactory(phone="+6281234567891")
    form = {
        "slug": "baru", "skills": [talk.pk], "zone": "Asia/Makassar", "is_active": "on", "headline": "", "bio": "",
        "share": "50", "languages": ["id", "osi"], "districts": ["35.10.16"], "online_link": "",
    }  # fmt: skip
    path = "/staf/snippets/mentoring_services/mentor/add/"
    for wrong in ("", "0812 0000 0000", mentor.user.email):
        assert staff.post(path, form | {"person": wrong}).status_code == 200
    assert staff.post(path, form | {"person": "0812-3456-7891"}).status_code == 302
    assert (person.mentor.zone, list(person.mentor.skills.all())) == ("Asia/Makassar", [talk])
    assert Mentor.objects.count() == 2
    assert (person.mentor.share, person.mentor.languages, person.mentor.districts) == (50, ["id", "osi"], ["35.10.16"])
    pause = {"paused_from": "2026-03-10", "paused_until": "2026-03-09", "person": "0812-3456-7891"}
    assert (
        "Akhir jeda harus setelah awalnya"
        in staff.post(
            f"/staf/snippets/mentoring_services/mentor/edit/{person.mentor.pk}/", form | pause
        ).content.decode()
    )
    edit = f"/staf/snippets/mentoring_services/mentor/edit/{person.mentor.pk}/"
    assert staff.post(edit, form | {"headline": "Foto"}).status_code == 302
    assert Mentor.objects.get(slug="baru").user == person


def test_holidays_come_from_the_package_and_overruled_rows_stay(staff):
    assert holidays.sync([2026]) > 15
    assert holidays.sync([2026]) == 0
    freedom = Holiday.objects.get(date=date(2026, 8, 17), kind="public")
    staff.post(
        f"/staf/holiday/edit/{freedom.pk}/", {"date": "2026-08-17", "name": "Upacara, lalu buka", "kind": "public"}
    )
    freedom.refresh_from_db()
    assert (freedom.name, freedom.is_closed, freedom.is_overruled) == ("Upacara, lalu buka", False, True)
    assert holidays.sync([2026]) == 0
    assert Holiday.objects.get(pk=freedom.pk).name == "Upacara, lalu buka"


def test_joint_leave_is_known():
    holidays.sync([2026])
    assert Holiday.objects.filter(kind="joint_leave").count() > 0
