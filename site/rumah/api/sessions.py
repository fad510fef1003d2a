"""Mentoring: what can be booked, when, booking it and cancelling it."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from mentoring.schedule.slots import starts
from mentoring.services.models import IntakeQuestion, Service
from mentoring.services.queries import mentor_names, mentors_of, open_service, open_services, questions_of
from mentoring.sessions.book import book
from mentoring.sessions.cancel import cancel
from mentoring.sessions.models import Session
from mentoring.sessions.queries import own_session
from rumah.accounts.models import User
from rumah.api.access import PERSON, READ, WRITE
from rumah.api.inputs import SessionIn
from rumah.api.schemas import QuestionOut, ServiceOut, SessionOut, SlotList, offset
from rumah.api.times import period_texts
from rumah.businesses.models import Business
from rumah.core.errors import DomainError, Problem
from rumah.core.prepared import Prepared

router = Router()
MAX_DAYS = 62
OWN = Prepared(
    lambda user, slug: Business.objects.filter(members=user, slug=slug).only(
        "slug", "name", "standing", "address", "district_code"
    )
)


class Period(Schema):
    """Dates on the house's clock, both inclusive."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class WrongPeriod(DomainError):
    """The dates make no period, or one too long."""

    status = 422


@router.get("services", response=list[ServiceOut], throttle=[READ], url_name="services")
def services(request: HttpRequest) -> list[ServiceOut]:
    """List what can be booked, and what is asked then; `duration` is minutes."""
    found = open_services()
    asked = questions_of(found)
    return [
        ServiceOut(
            slug=s.slug, name=s.name, name_en=s.name_en, summary=s.summary, duration=s.duration, place=s.place,
            places=list(s.places), for_product=s.for_product, questions=[_question(one) for one in asked[s.pk]],
        )
        for s in found
    ]  # fmt: skip


@router.get("services/{slug}/slots", response=SlotList, throttle=[READ], url_name="slots")
def free_slots(request: HttpRequest, slug: str, period: Query[Period], mentor: str = "") -> HttpResponse:
    """List free times of a service between two dates, 62 days at most; of one `mentor` if asked."""
    service = _service(slug)
    if not 0 <= (period.last - period.first).days < MAX_DAYS:
        raise WrongPeriod(Problem(_("Pilih paling banyak 62 hari, dari tanggal awal ke tanggal akhir."), "to"))
    known = mentor_names(service)
    chosen = next((pk for pk, slug, _name in known if slug == mentor), None)
    if mentor and chosen is None:
        raise Http404
    found = starts(service=service, first=period.first, last=period.last, mentor=chosen)
    # Some 1,500 times of known shape: written as texts, which takes a twentieth of what checking each would.
    return JsonResponse(
        {
            "service": service.slug,
            "zone": "Asia/Jakarta",
            "mentors": [{"slug": slug, "name": name} for _pk, slug, name in known],
            "items": period_texts(found, service.duration),
        }
    )


@router.post("sessions", response={201: SessionOut}, auth=PERSON, throttle=[WRITE], url_name="book_session")
def book_session(request: HttpRequest, payload: SessionIn) -> Status[SessionOut]:
    """Book a session for one of the caller's businesses; 409 when the time has been taken.

    A problem with the answer to a question has the field `q` and the question's id.
    """
    user = _person(request)
    business = OWN.first(user=user.pk, slug=payload.business)
    if business is None:
        raise Http404
    service = _service(payload.service)
    product = business.products.filter(slug=payload.product).first() if payload.product else None
    mentor = next((m for m in mentors_of(service) if m.slug == payload.mentor), None) if payload.mentor else None
    if (payload.product and product is None) or (payload.mentor and mentor is None):
        raise Http404
    session = book(
        actor=user, service=service, business=business, starts_at=payload.start, product=product, mentor=mentor,
        note=payload.note, place=payload.place,
        answers={one.question: one.file or one.text for one in payload.answers},
    )  # fmt: skip
    return Status(201, _session(session))


@router.delete("sessions/{uuid:pk}", response={204: None}, auth=PERSON, throttle=[WRITE], url_name="cancel_session")
def cancel_session(request: HttpRequest, pk: UUID) -> Status[None]:
    """Cancel a session the caller may cancel; a stranger's does not exist for them."""
    user = _person(request)
    session = own_session(user, pk)
    if session is None:
        raise Http404
    cancel(actor=user, session=session)
    return Status(204, None)


def _person(request: HttpRequest) -> User:
    person: User = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return person


def _service(slug: str) -> Service:
    service = open_service(slug)
    if service is None:
        raise Http404
    return service


def _question(row: IntakeQuestion) -> QuestionOut:
    return QuestionOut(
        id=row.pk, text=row.text, text_en=row.text_en, kind=row.kind, choices=[value for value, _word in row.options],
        required=row.is_required,
    )  # fmt: skip


def _session(row: Session) -> SessionOut:
    return SessionOut(
        id=row.pk, service=row.service.slug, business=row.business.slug,
        product=row.product.slug if row.product else None, mentor=row.mentor.slug,
        room=row.room.name if row.room else None, state=row.state, start=offset(row.starts_at),
        end=offset(row.ends_at),
    )  # fmt: skip
