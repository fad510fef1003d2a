"""Time: when mentors can be booked, when the house is closed, and which quarter-hours are taken."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import Mentor


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
