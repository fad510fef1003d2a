"""Daily roll-ups, the state of each day's, the pooled effect of results, and reports as they were issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DayFigure(models.Model):
    """One number: a measure of one day (WIB) in one kecamatan; `part` is the value of its dimension, or empty.

    Nothing is stored where the number is zero. What the number counts, and in which unit, says `measures`.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    measure = models.CharField(max_length=24)
    day = models.DateField()
    part = models.CharField(max_length=60, blank=True)
    district_code = models.CharField(max_length=8, blank=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            # Measure first: a screen reads a range of days of a few measures, a roll-up replaces one measure's days.
            models.UniqueConstraint(fields=["measure", "day", "part", "district_code"], name="figure_once"),
        ]
        verbose_name = _("angka harian")
        verbose_name_plural = _("angka harian")
        permissions = [("view_small", _("Boleh melihat angka tentang kurang dari lima usaha"))]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.measure} {self.district_code} {self.part}: {self.value}"


class RolledDay(models.Model):
    """When a day was last counted, up to which entry of the trail, and whether it must be counted again."""

    wagtail_reference_index_ignore = True

    day = models.DateField(primary_key=True)
    rolled_at = models.DateTimeField(null=True, blank=True)
    seen = models.BigIntegerField(default=0, help_text="highest id of the trail when it was counted")
    is_dirty = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_dirty=True) | Q(rolled_at__isnull=False), name="rolled_day_dated")
        ]
        indexes = [models.Index(fields=["day"], condition=Q(is_dirty=True), name="rolled_day_dirty")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class PooledEffect(models.Model):
    """The effect of one service's measured results together, as counted on `day`; an empty service is all of them.

    `effect`, `low` and `high` are orders per 10,000 views, empty while there are too few cases or views.
    """

    wagtail_reference_index_ignore = True

    day = models.DateField()
    service = models.CharField(max_length=80, blank=True, help_text="slug")
    cases = models.PositiveIntegerField()
    views_before = models.PositiveBigIntegerField()
    views_after = models.PositiveBigIntegerField()
    effect = models.IntegerField(null=True, blank=True)
    low = models.IntegerField(null=True, blank=True)
    high = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "service"], name="effect_once"),
            models.CheckConstraint(
                condition=Q(effect=None, low=None, high=None)
                | Q(low__isnull=False, low__lte=models.F("effect"), high__gte=models.F("effect")),
                name="effect_with_interval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.service}: {self.effect}"


class MonthlyReport(models.Model):
    """One version of a month's report, frozen: `data` is all it says in numbers (see `report`), never changed."""

    wagtail_reference_index_ignore = True

    month = models.DateField(_("bulan"), help_text="first day")
    version = models.PositiveSmallIntegerField(_("versi"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    data = models.JSONField()
    issued_at = models.DateTimeField(_("terbit"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "version"], name="report_version_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(note=""), name="report_correction_explained"),
        ]
        verbose_name = _("laporan bulanan")
        verbose_name_plural = _("laporan bulanan")
        permissions = [("issue_report", _("Boleh menerbitkan laporan bulanan"))]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} v{self.version}"


class ReportReader(models.Model):
    """A member of staff who gets each monthly report by e-mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
