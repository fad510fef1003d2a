"""What takes time without being a session yet: the hold of an open form, and an offer to somebody who waits."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.schedule.models import Occurrence
from mentoring.services.models import Mentor, Place, Room, Service
from products.catalogue.models import Product
from rumah.businesses.models import Business


class Hold(models.Model):
    """A slot kept for one person while their form is open; its cells carry the same expiry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="holds")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holds")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=8, choices=Place.choices, default=Place.HOUSE)
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["held_by", "service"], name="hold_one_a_person")]
        indexes = [models.Index(fields=["expires_at"], name="hold_expiry")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Waiting(models.Model):
    """A business that waits for a time. `missed` counts the offers it let pass."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        BOOKED = "booked", _("sudah terjadwal")
        LEFT = "left", _("keluar dari daftar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="waiting")
    business = models.ForeignKey(Business, models.CASCADE, related_name="waiting")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="+")
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    joined_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    missed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "business"], condition=Q(state="waiting"), name="waiting_once")
        ]
        indexes = [
            models.Index(fields=["service", "joined_at"], condition=Q(state="waiting"), name="waiting_in_order"),
            models.Index(fields=["business", "-joined_at"], name="waiting_of_business"),
        ]
        verbose_name = _("daftar tunggu")
        verbose_name_plural = _("daftar tunggu")

    def __str__(self) -> str:
        return f"{self.service_id} {self.business_id} ({self.state})"


class Offer(models.Model):
    """A time, or a seat in a workshop, kept for one of those who wait; offered to each of them at most once."""

    class State(models.TextChoices):
        OPEN = "open", _("menunggu jawaban")
        ACCEPTED = "accepted", _("diterima")
        DECLINED = "declined", _("ditolak")
        EXPIRED = "expired", _("lewat waktu")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    waiting = models.ForeignKey(Waiting, models.CASCADE, related_name="offers")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=8, choices=Place.choices, default=Place.HOUSE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="offer_forward"),
            models.UniqueConstraint(fields=["waiting", "starts_at"], name="offer_each_time_once"),
            models.UniqueConstraint(fields=["waiting"], condition=Q(state="open"), name="offer_one_open"),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=Q(state="open"), name="offer_expiry")]

    def __str__(self) -> str:
        return f"{self.waiting_id} {self.starts_at:%Y-%m-%d %H:%M} ({self.state})"
