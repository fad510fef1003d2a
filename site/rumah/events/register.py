"""Take a seat in an event: by a conditional UPDATE under the row's lock, and the CHECK has the last word."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.locking import locked_one
from rumah.core.phone import parse_phone
from rumah.core.text import clean_line
from rumah.events import messages
from rumah.events.models import EventPage, Gathering, Registration

# A second tap on the button, or the page loaded again, is the same registration.
SAME_WITHIN = timedelta(minutes=10)


@transaction.atomic
def register(*, event: EventPage, name: str, phone: str, email: str = "", language: str = "id") -> Registration:
    """Give the person a seat and send the confirmation.

    Raises DomainError with everything that is wrong (fields `name`, `phone`, `email`), Conflict when the event is over
    (`past`), all seats are gone (`full`) or the number has a seat already (`known`).
    """
    name, email = clean_line(name)[:80], clean_line(email).lower()
    number, problems = _checked(name, phone, email)
    if problems:
        raise DomainError(*problems)
    if event.capacity is None or not event.live:
        raise DomainError(_("Acara ini tanpa pendaftaran. Silakan langsung datang."))
    if event.starts_at <= clock.now():
        raise Conflict(Problem(_("Pendaftaran acara ini sudah ditutup."), code="past"))
    row = _locked(event)
    known = row.registrations.filter(phone=number, state=Registration.State.CONFIRMED).first()
    if known:
        if known.name == name and known.created_at > clock.now() - SAME_WITHIN:
            return known
        text = _("Nomor ini sudah terdaftar. Lihat pesan konfirmasi yang kami kirim.")
        raise Conflict(Problem(text, "phone", "known"))
    take_seat(row)
    made = Registration.objects.create(
        id=uuid.uuid4(), gathering=row, name=name, phone=number, email=email, language=language, created_at=clock.now()
    )
    audit.record("events.register", made, event=event.title)
    messages.confirmed(made, event)
    return made


def take_seat(row: Gathering) -> None:
    """Take one seat. Raises Conflict (`full`) when there is none."""
    free = Gathering.objects.filter(pk=row.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        raise Conflict(Problem(_("Maaf, kursi acara ini sudah penuh."), code="full"))


def _locked(event: EventPage) -> Gathering:
    """Return the locked seats of the event, as many as its page says now; never fewer than are taken."""
    seats = event.capacity or 0
    Gathering.objects.get_or_create(key=event.translation_key, defaults={"seats": seats})
    row = locked_one(Gathering.objects.filter(key=event.translation_key))
    wanted = max(seats, row.taken)
    if row.seats != wanted:
        row.seats = wanted
        row.save(update_fields=["seats"])
    return row


def _checked(name: str, phone: str, email: str) -> tuple[str, list[Problem]]:
    number, problems = "", []
    if not name:
        problems.append(Problem(_("Tulis nama Anda."), "name"))
    try:
        number = parse_phone(phone, mobile=True)
    except DomainError as error:
        problems.append(Problem(str(error), "phone"))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems.append(Problem(_("Alamat surel tidak dikenali. Tulis misalnya nama@contoh.id."), "email"))
    return number, problems
