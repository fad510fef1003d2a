"""What is kept beside a session. Its own state stays in `mentoring.sessions`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.services.models import Mentor, Service
from mentoring.sessions.models import Session
from rumah.businesses.models import Business


class SessionLog(models.Model):
    """When a session really began and ended, as its mentor pressed the buttons."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="log")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")), name="session_log_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.started_at:%Y-%m-%d %H:%M}"


class Note(models.Model):
    """A mentor's working note on one session, read by nobody else: whoever takes the session over begins their own.

    `version` grows by one with every change. `writer` is the page that wrote last and `base` the version that page
    knew: a page whose answer was lost on the way may write on, every other page must have seen the newest version.
    """

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, models.CASCADE, related_name="working_notes")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="working_notes")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    writer = models.CharField(max_length=36, blank=True)
    base = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "mentor"], name="note_once"),
            models.CheckConstraint(condition=Q(base__lt=F("version")), name="note_version_grows"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} v{self.version}"


class EffortKind(models.TextChoices):
    """What a mentor's time went into."""

    PREPARATION = "preparation", _("persiapan")
    CONTACT = "contact", _("bersama pemilik")


class Effort(models.Model):
    """Minutes of one mentor on one day for one session. Setting them again replaces them, so twice is once."""

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, models.CASCADE, related_name="efforts")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="efforts")
    kind = models.CharField(max_length=11, choices=EffortKind.choices)
    on = models.DateField(help_text="on the mentor's own calendar")
    minutes = models.PositiveSmallIntegerField()
    logged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "mentor", "kind", "on"], name="effort_once_a_day"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="effort_fits_a_day"),
            models.CheckConstraint(condition=Q(kind__in=EffortKind.values), name="effort_kind_known"),
        ]
        indexes = [models.Index(fields=["mentor", "on", "id"], name="effort_of_mentor")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.on:%Y-%m-%d} {self.kind} {self.minutes}"


class ActionItem(models.Model):
    """Something the owner takes home to do, by a date. The owner ticks it off."""

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, models.CASCADE, related_name="action_items")
    business = models.ForeignKey(Business, models.CASCADE, related_name="action_items")
    text = models.CharField(max_length=200)
    due_on = models.DateField(help_text="last day, on the calendar of the house")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "text"], name="action_item_once"),
            models.CheckConstraint(condition=~Q(text=""), name="action_item_says_something"),
            models.CheckConstraint(condition=Q(done_by=None) | Q(done_at__isnull=False), name="action_item_done_dated"),
        ]
        indexes = [
            models.Index(fields=["business", "due_on", "id"], condition=Q(done_at=None), name="action_item_open"),
            models.Index(F("business"), F("done_at").desc(), F("id").desc(), name="action_item_done"),
            models.Index(
                fields=["due_on"], condition=Q(done_at=None, reminded_at=None), name="action_item_to_remind"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text


class NextStep(models.Model):
    """The session a mentor suggests after this one. The owner books it, or does not."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="next_step")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    earliest_on = models.DateField(help_text="first day that makes sense, on the calendar of the house")
    remark = models.CharField(max_length=200, blank=True)
    suggested_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session_id} → {self.service_id} {self.earliest_on:%Y-%m-%d}"


class Satisfaction(models.Model):
    """How a business found a session, once: 1 (not at all helpful) to 5 (very), and words if it likes."""

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, models.CASCADE, related_name="satisfaction")
    business = models.ForeignKey(Business, models.CASCADE, related_name="satisfaction")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="satisfaction")
    score = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "business"], name="satisfaction_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="satisfaction_one_to_five"),
        ]
        indexes = [
            models.Index(fields=["mentor", "answered_at", "id"], name="satisfaction_of_mentor"),
            models.Index(F("answered_at").desc(), F("id").desc(), condition=Q(score__lte=2), name="satisfaction_low"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.score}"
