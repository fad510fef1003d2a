"""Seats of a workshop: each is taken by a conditional UPDATE, and the CHECK on the row has the last word."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from mentoring.schedule.models import Occurrence
from mentoring.services.models import Mentor, Service
from rumah.core import clock
from rumah.core.errors import Conflict, Problem


def take_seat(*, service: Service, starts_at: datetime, mentor: Mentor | None = None) -> Occurrence:
    """Take a seat in an open workshop of the service at that moment and return it, with `mentor__user` and `room`.

    Raises Conflict: code `taken` when there is none then, or it is too late to book, `full` when all seats are gone.
    """
    soonest = clock.now() + timedelta(hours=service.minimum_notice)
    rows = Occurrence.objects.filter(
        service=service, starts_at=starts_at, state=Occurrence.State.OPEN, starts_at__gte=soonest
    )
    if mentor:
        rows = rows.filter(mentor=mentor)
    found = list(rows.select_related("mentor__user", "room").order_by("pk"))
    if not found:
        raise Conflict(Problem(_("Tidak ada lokakarya pada waktu itu. Pilih jadwal lain."), "start", "taken"))
    for row in found:
        # Its start too: it may have been moved while this waited for it.
        free = Occurrence.objects.filter(
            pk=row.pk, state=Occurrence.State.OPEN, seats_taken__lt=F("seats"), starts_at=starts_at
        )  # fmt: skip
        if free.update(seats_taken=F("seats_taken") + 1):
            return row
    raise Conflict(Problem(_("Kursi terakhir baru saja terisi. Pilih jadwal lain."), "start", "full"))


def give_seat_back(occurrence: Occurrence) -> None:
    """Free one seat, never below nothing."""
    Occurrence.objects.filter(pk=occurrence.pk, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)
