"""Reminders that were written, and the private calendars people subscribe to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring.sessions.models.session import Session


class Reminder(models.Model):
    """One reminder of one session to one side by one channel; `key` finds its message in the outbox."""

    class Kind(models.TextChoices):
        DAY = "day", _("sehari sebelum")
        HOURS = "hours", _("dua jam sebelum")

    class Side(models.TextChoices):
        OWNER = "owner", _("pemilik usaha")
        MENTOR = "mentor", _("pendamping")

    session = models.ForeignKey(Session, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    side = models.CharField(max_length=6, choices=Side.choices)
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=254)
    text = models.TextField(help_text="what the message says; also the text of the WhatsApp link")
    starts_at = models.DateTimeField(help_text="the time it is for: a session that was moved is reminded of anew")
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")

    def __str__(self) -> str:
        return self.key


class CalendarFeed(models.Model):
    """A person's private calendar address; only the hash of its secret is kept. Taking it back deletes the row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kalender pribadi")
        verbose_name_plural = _("kalender pribadi")

    def __str__(self) -> str:
        return f"{self.user_id}"
