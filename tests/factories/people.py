from typing import Any

import factory
from django.contrib.auth.models import Group
from django.test import Client
from factory.django import DjangoModelFactory

from rumah.accounts.found import found
from rumah.accounts.models import User


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Orang {n}")
    email = factory.Sequence(lambda n: f"orang{n}@contoh.id")
    phone = factory.Sequence(lambda n: f"+62812{n:08d}")
    phone_verified = True

    @factory.post_generation
    def password(self: Any, create: bool, extracted: str | None, **kwargs: Any) -> None:
        self.set_password(extracted or "sandi-uji-123")
        self.save()


def staff(group: str, **person: Any) -> User:
    """Return a person of this group of staff."""
    found()
    user = UserFactory(**person)
    user.groups.add(Group.objects.get(name=group))
    return user


def entered(group: str, **person: Any) -> Client:
    """Return the browser of somebody of this group who is signed in."""
    client = Client()
    client.force_login(staff(group, **person))
    return client
