"""Queue tickets: a number a day and service, drawn from a counter."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import Service


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", _("menunggu")
    CALLED = "called", _("dipanggil")
    SERVED = "served", _("selesai")
    LEFT = "left", _("tidak ada")


class QueueCounter(models.Model):
    """The last number drawn for a service on a day (the house's date). Moved by one statement that returns it."""

    date = models.DateField()
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "service"], name="queue_counter_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.service_id}: {self.last}"


class Ticket(models.Model):
    """A place in line. Its address is secret enough to hand out: nobody else's place can be guessed from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    date = models.DateField()
    service = models.ForeignKey(Service, models.CASCADE, related_name="tickets")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=TicketState.choices, default=TicketState.WAITING)
    desk = models.CharField(_("meja"), max_length=40, blank=True)
    drawn_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["date", "service", "number"], name="ticket_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ticket_from_one"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(called_at__isnull=False), name="ticket_called_when"
            ),
        ]
        indexes = [models.Index(fields=["date", "-called_at"], name="ticket_called")]
        verbose_name = _("nomor antrean")
        verbose_name_plural = _("nomor antrean")

    def __str__(self) -> str:
        return f"{self.date} {self.service_id} {self.number}"

    @property
    def name(self) -> str:
        """The number as it is called: `B-007`, the letter told by the service's place in the house's list."""
        return f"{chr(65 + self.service.position % 26)}-{self.number:03d}"
