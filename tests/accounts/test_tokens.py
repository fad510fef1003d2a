from datetime import timedelta

import pytest

from rumah.accounts import tokens
from rumah.accounts.models import PersonalToken
from rumah.core import clock
from rumah.core.errors import DomainError
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_key_opens_for_its_person_until_taken_back() -> None:
    user = UserFactory()
    token, secret = tokens.issue(user=user, name="Kasir", days=30)
    assert secret.startswith("rk_")
    assert secret not in token.digest
    assert tokens.user_of(secret) == user
    tokens.revoke(user=UserFactory(), token=token)
    assert tokens.user_of(secret) == user
    tokens.revoke(user=user, token=token)
    assert tokens.user_of(secret) is None


def test_old_keys_wrong_keys_and_keys_of_people_shut_out_open_nothing() -> None:
    user = UserFactory()
    token, secret = tokens.issue(user=user, name="Kasir", days=1)
    assert tokens.user_of(secret[:-1]) is None
    assert tokens.user_of(secret + "x" * 200) is None
    user.is_active = False
    user.save()
    assert tokens.user_of(secret) is None
    user.is_active = True
    user.save()
    PersonalToken.objects.filter(pk=token.pk).update(expires_at=clock.now())
    assert tokens.user_of(secret) is None


def test_use_is_noted_at_most_once_an_hour(django_assert_num_queries: object) -> None:
    token, secret = tokens.issue(user=UserFactory(), name="Kasir", days=1)
    with django_assert_num_queries(2):  # type: ignore[operator]
        tokens.user_of(secret)
    with django_assert_num_queries(1):  # type: ignore[operator]
        tokens.user_of(secret)
    PersonalToken.objects.filter(pk=token.pk).update(last_used_at=clock.now() - timedelta(hours=2))
    with django_assert_num_queries(2):  # type: ignore[operator]
        tokens.user_of(secret)


def test_name_and_term_are_checked_together() -> None:
    with pytest.raises(DomainError) as error:
        tokens.issue(user=UserFactory(), name=" ", days=0)
    assert {problem.field for problem in error.value.problems} == {"name", "days"}
    assert not PersonalToken.objects.exists()
