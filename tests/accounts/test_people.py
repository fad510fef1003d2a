import pytest

from rumah.accounts.models import User

pytestmark = pytest.mark.django_db


def test_two_people_may_have_no_email() -> None:
    people = [User.objects.create_person(name="Sri", phone=f"+62812000000{n}") for n in range(2)]
    assert [person.email for person in people] == [None, None]
