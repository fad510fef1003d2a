"""Counters that keep it fair. Each moves by one conditional statement, and its CHECK is the last word."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import Service
from rumah.businesses.models import Business


class Quota(models.Model):
    """How many sessions of a service one business has used in a quarter that begins on `quarter`."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="quotas")
    service = models.ForeignKey(Service, models.CASCADE, related_name="quotas")
    quarter = models.DateField()
    used = models.PositiveSmallIntegerField(default=0)
    allowed = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "service", "quarter"], name="quota_once"),
            models.CheckConstraint(condition=Q(used__gte=0, used__lte=F("allowed")), name="quota_kept"),
        ]
        verbose_name = _("jatah")
        verbose_name_plural = _("jatah")

    def __str__(self) -> str:
        return f"{self.business_id} {self.service_id} {self.quarter}: {self.used}/{self.allowed}"


class FirstTimerDay(models.Model):
    """How many places of a service on one day (the house's clock) went to businesses that had it before.

    The rest of the day is kept for first-timers until 72 hours before.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="first_timer_days")
    date = models.DateField()
    used = models.PositiveSmallIntegerField(default=0)
    allowed = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "date"], name="first_timer_day_once"),
            models.CheckConstraint(condition=Q(used__gte=0, used__lte=F("allowed")), name="first_timer_day_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.date}: {self.used}/{self.allowed}"
