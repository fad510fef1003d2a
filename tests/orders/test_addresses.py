import pytest
from django.db import IntegrityError, transaction

from products.orders.addresses import Place, addresses_of, change, choose_first, forget, keep
from products.orders.models import SavedAddress
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HOME = Place("Siti Aminah", "0812 3456 7890", "35.10.24", "Jalan Ijen 12, RT 2", "Rumah")
WORK = Place("Siti Aminah", "081234567890", "35.10.16.1014", "Jalan Kantor 9, lantai 2")


def _list(user):
    return [(row.address[:10], row.is_default) for row in addresses_of(user)]


def test_the_first_address_is_the_first_choice_and_one_address_is_kept_once(django_assert_num_queries):
    user = UserFactory()
    home = keep(user=user, place=HOME)
    keep(user=user, place=WORK)
    assert keep(user=user, place=HOME) == home
    assert (home.phone, home.label) == ("+6281234567890", "Rumah")
    with django_assert_num_queries(1):
        assert _list(user) == [("Jalan Ijen", True), ("Jalan Kant", False)]


def test_another_first_choice_a_change_and_forgetting():
    user = UserFactory()
    home, work = keep(user=user, place=HOME), keep(user=user, place=WORK)
    choose_first(address=work)
    assert _list(user) == [("Jalan Kant", True), ("Jalan Ijen", False)]
    change(address=home, place=Place("Budi", "0812 1111 2222", "35.10.17", "Dusun Baru 1, RT 3"))
    home.refresh_from_db()
    assert (home.name, home.region_code, home.label) == ("Budi", "35.10.17", "")
    with pytest.raises(Conflict):
        change(address=home, place=WORK)
    forget(address=work)
    assert _list(user) == [("Dusun Baru", True)]


def test_everything_that_lacks_is_told_at_once():
    with pytest.raises(DomainError) as caught:
        keep(user=UserFactory(), place=Place("", "12", "35", "x"))
    assert [p.field for p in caught.value.problems] == ["name", "phone", "region", "address"]
    assert not SavedAddress.objects.exists()


def test_there_is_an_end():
    user = UserFactory()
    for number in range(20):
        keep(user=user, place=Place("Siti", "0812 3456 7890", "35.10.24", f"Jalan Ijen {number}"))
    with pytest.raises(Conflict, match="Paling banyak 20"):
        keep(user=user, place=WORK)


def test_the_table_keeps_one_first_choice():
    user = UserFactory()
    keep(user=user, place=HOME)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedAddress.objects.create(
            user=user, name="x", phone="+62", region_code="35.10.24", address="y", is_default=True,
            created_at=clock.now(),
        )  # fmt: skip
