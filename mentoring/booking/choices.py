"""What a visitor has chosen of a service's page, by its address: mentor, place, language, kecamatan, day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mentoring.booking.times import chosen_mentor
from mentoring.schedule.calendar import Wish
from mentoring.services.models import Language, Mentor, Place, Service
from rumah.core import regions

FREE = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One of several choices: where it leads, its words, whether it is the one in force."""

    url: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices in force; what could not be read counts as not chosen. Empty is *any*."""

    service: Service
    mentor: Mentor | None
    place: str
    language: str
    district: str
    target: str = FREE

    @property
    def wish(self) -> Wish:
        """The same for the calendar."""
        return Wish(place=self.place, language=self.language, district=self.district)

    def kept(self, **changed: str) -> str:
        """Return the address's query with everything that is chosen, `changed` replacing what it names."""
        usual = "" if self.place == self.service.place else self.place
        values = {
            "pendamping": self.mentor.slug if self.mentor else FREE,
            "tempat": usual, "bahasa": self.language, "wilayah": self.district,
            "target": self.target,
        }  # fmt: skip
        return urlencode({name: value for name, value in (values | changed).items() if value})

    def mentors(self, mentors: Sequence[Mentor]) -> list[Link]:
        """Return a link for anybody and for each mentor; none where there is nothing to choose."""
        rows = [(FREE, _("Siapa saja")), *((one.slug, one.user.name) for one in mentors)]
        return self._links("pendamping", rows, self.mentor.slug if self.mentor else FREE, most=2)

    def places(self) -> list[Link]:
        """Return a link for each place the service is given at; none where there is but one."""
        rows = [(place.value, str(capfirst(place.label))) for place in self.service.places]
        return self._links("tempat", rows, self.place, most=1)

    def languages(self, mentors: Sequence[Mentor]) -> list[Link]:
        """Return a link for each language any of the mentors speaks; none where all speak the same."""
        spoken = {code for one in mentors for code in one.languages}
        differ = any(set(one.languages) != spoken for one in mentors)
        known = [(one.value, str(capfirst(one.label))) for one in Language if one.value in spoken and differ]
        return self._links("bahasa", [(FREE, _("Bahasa apa saja")), *known], self.language, most=2)

    def districts(self) -> list[tuple[str, str]]:
        """Return the kecamatan a visit can be to; none for another place."""
        if self.place != Place.VISIT:
            return []
        return [(region.code, region.name) for region in regions.children(settings.HOUSE_REGENCY)]

    def _links(self, name: str, rows: Iterable[tuple[str, str]], current: str, *, most: int) -> list[Link]:
        links = [
            Link("?" + self.kept(**{name: "" if value == self._usual(name) else value}), label, value == current)
            for value, label in rows
        ]
        return links if len(links) > most else []

    def _usual(self, name: str) -> str:
        return self.service.place if name == "tempat" else FREE


def chosen(service: Service, asked: QueryDict, mentors: Sequence[Mentor]) -> Choice:
    """Return what the address asks for."""
    place = asked.get("tempat", "")
    language, district = asked.get("bahasa", ""), asked.get("wilayah", "")
    place = place if place in service.places else Place(service.place).value
    is_district = place == Place.VISIT and regions.level(district) == 3 and bool(regions.name(district))
    return Choice(
        service=service,
        mentor=chosen_mentor(asked.get("pendamping", ""), mentors),
        place=place,
        language=language if language in Language.values else FREE,
        district=district if is_district else FREE,
        # What it is for is only carried on: the form offers the person's own and knows no other.
        target=target if re.fullmatch(r"[0-9]{1,18}", target := asked.get("target", "")) else FREE,
    )
