"""Reading services and who gives them."""

from collections.abc import Collection

from mentoring.services.models import IntakeQuestion, Mentor, Service
from rumah.core.prepared import Prepared

OPEN = Prepared(lambda slug: Service.objects.filter(is_active=True, slug=slug))
NAMES = Prepared(
    lambda service: (
        Mentor.objects.filter(skills=service, is_active=True, user__is_active=True)
        .order_by("user__name", "pk")
        .values_list("pk", "slug", "user__name")
    )
)


def open_services() -> list[Service]:
    """Return the services that can be booked, in the house's order. One query."""
    return list(Service.objects.filter(is_active=True))


def open_service(slug: str) -> Service | None:
    """Return the service of that slug while it is open."""
    return OPEN.first(slug=slug)


def questions_of(services: Collection[Service]) -> dict[int, list[IntakeQuestion]]:
    """Return what each of the services asks, by its id, in order. One query."""
    found: dict[int, list[IntakeQuestion]] = {service.pk: [] for service in services}
    for row in IntakeQuestion.objects.filter(service__in=found).order_by("position", "pk"):
        found[row.service_id].append(row)
    return found


def mentor_names(service: Service) -> list[tuple[int, str, str]]:
    """Return (id, slug, name) of who gives the service now, by name. One query."""
    return NAMES(service=service.pk)


def mentors_of(service: Service) -> list[Mentor]:
    """Return who gives the service now, by name, each with `user`. One query."""
    people = service.mentors.filter(is_active=True, user__is_active=True)
    return list(people.select_related("user").order_by("user__name", "pk"))
