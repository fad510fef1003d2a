from datetime import time
from typing import Any

import factory
from factory.django import DjangoModelFactory

from mentoring.schedule.models import WeeklyHours
from mentoring.services.models import Mentor, Place, Room, RoomKind, Service
from tests.factories.people import UserFactory


class ServiceFactory(DjangoModelFactory[Service]):
    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Layanan {n}")
    name_en = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"layanan-{n}")
    summary = "Bantuan gratis"
    summary_en = "Free help"
    duration = 60
    place = Place.HOUSE


class RoomFactory(DjangoModelFactory[Room]):
    class Meta:
        model = Room

    name = factory.Sequence(lambda n: f"Ruang {n}")
    kind = RoomKind.STUDIO


class MentorFactory(DjangoModelFactory[Mentor]):
    """A mentor who gives `skills` and is there Monday to Friday, 08.00 to 16.00, unless `hours=False`."""

    class Meta:
        model = Mentor
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    slug = factory.Sequence(lambda n: f"pendamping-{n}")

    @factory.post_generation
    def skills(self: Any, create: bool, extracted: list[Service] | None, **kwargs: Any) -> None:
        self.skills.set(extracted or [])

    @factory.post_generation
    def hours(self: Any, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if extracted is not False:
            for weekday in range(5):
                WeeklyHours.objects.create(mentor=self, weekday=weekday, start=time(8), end=time(16))
