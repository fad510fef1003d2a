"""Time: when mentors can be booked, when the house is closed, and which quarter-hours are taken."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import HTTPS, Mentor, Place, Room, Service


class WeeklyHours(models.Model):
    """Hours that return every week. Times are on the mentor's clock; Monday is 0."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(_("hari"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekly_weekday"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="weekly_forward"),
            models.UniqueConstraint(fields=["mentor", "weekday", "start"], name="weekly_once"),
        ]
        verbose_name = _("jam mingguan")
        verbose_name_plural = _("jam mingguan")

    def __str__(self) -> str:
        return f"{self.weekday} {self.start:%H.%M}-{self.end:%H.%M}"


class PickedDate(models.Model):
    """Hours on one date. A mentor may live by picked dates alone, or add them to the week."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="picked_dates")
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="picked_forward"),
            models.UniqueConstraint(fields=["mentor", "date", "start"], name="picked_once"),
        ]
        verbose_name = _("tanggal pilihan")
        verbose_name_plural = _("tanggal pilihan")

    def __str__(self) -> str:
        return f"{self.date} {self.start:%H.%M}-{self.end:%H.%M}"


class ExtraHours(models.Model):
    """An exception that always wins: the mentor is there, though a holiday or a pause says otherwise."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="extra_hours")
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="extra_forward"),
            models.UniqueConstraint(fields=["mentor", "date", "start"], name="extra_once"),
        ]
        verbose_name = _("jam tambahan")
        verbose_name_plural = _("jam tambahan")

    def __str__(self) -> str:
        return f"{self.date} {self.start:%H.%M}-{self.end:%H.%M}"


class TimeOff(models.Model):
    """An exception that always wins: the mentor is away, the whole day when no times are given."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="time_off")
    date = models.DateField(_("tanggal"))
    start = models.TimeField(_("mulai"), null=True, blank=True)
    end = models.TimeField(_("selesai"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end")), name="time_off_forward"
            )
        ]
        indexes = [models.Index(fields=["mentor", "date"], name="time_off_date")]
        verbose_name = _("tidak tersedia")
        verbose_name_plural = _("tidak tersedia")

    def __str__(self) -> str:
        return f"{self.mentor_id} {self.date}"


class Holiday(models.Model):
    """A day the house knows of. Synced from the `holidays` package; what staff changed stays as they left it."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("libur nasional")
        JOINT_LEAVE = "joint_leave", _("cuti bersama")
        HOUSE = "house", _("libur Rumah Kreatif")

    date = models.DateField(_("tanggal"))
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices)
    is_closed = models.BooleanField(_("tutup"), default=True)
    is_overruled = models.BooleanField(_("diatur petugas"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "kind"], name="holiday_once")]
        ordering = ["date"]
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Occurrence(models.Model):
    """A group or workshop the house has scheduled; businesses book its seats.

    It holds the quarter-hours of its mentor and room itself, under its own `id`. `seats_taken` moves only by
    conditional UPDATE, and the CHECK is the last word: the seat after the last cannot be sold.
    """

    class State(models.TextChoices):
        OPEN = "open", _("dibuka")
        CANCELLED = "cancelled", _("dibatalkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="occurrences", verbose_name=_("layanan"))
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="occurrences", verbose_name=_("pendamping"))
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="occurrences", verbose_name=_("ruang")
    )
    place = models.CharField(_("tempat"), max_length=8, choices=Place.choices, default=Place.HOUSE)
    address = models.CharField(_("alamat"), max_length=200, blank=True, help_text=_("bila tidak di Rumah Kreatif"))
    online_link = models.CharField(_("tautan pertemuan daring"), max_length=200, blank=True, validators=[HTTPS])
    topic = models.CharField(_("topik"), max_length=120, blank=True)
    topic_en = models.CharField(_("topik (Inggris)"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    seats = models.PositiveSmallIntegerField(_("kursi"), validators=[MinValueValidator(1), MaxValueValidator(200)])
    seats_taken = models.PositiveSmallIntegerField(_("kursi terisi"), default=0, editable=False)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="occurrence_forward"),
            models.CheckConstraint(
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("seats")), name="occurrence_seats"
            ),
        ]
        indexes = [
            models.Index(fields=["service", "starts_at", "id"], name="occurrence_of_service"),
            models.Index(fields=["mentor", "starts_at"], name="occurrence_of_mentor"),
        ]
        ordering = ["starts_at", "id"]
        verbose_name = _("lokakarya")
        verbose_name_plural = _("lokakarya")

    def __str__(self) -> str:
        return f"{self.service_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Cell(models.Model):
    """A quarter-hour of a resource that is taken. The unique constraint is what makes double booking impossible.

    `resource` is `m12` (mentor), `b7` (business) or `r3` (room); `starts_at` is UTC on a quarter-hour. A row with
    `expires_at` in the past counts as free everywhere, whether or not somebody has swept it away.
    """

    resource = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    holder = models.UUIDField(help_text="the session, hold, offer or workshop it is taken for")
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "starts_at"], name="cell_once")]
        indexes = [
            models.Index(fields=["holder"], name="cell_holder"),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="cell_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.starts_at:%Y-%m-%d %H:%M}"
