"""What every room shares: the trail of who did what, messages on their way, and jobs by the clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AuditEntry(models.Model):
    """One change, by whom, to what. Rows are only ever added."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    business_id = models.BigIntegerField(null=True, blank=True, help_text="whose business; no foreign key: it stays")
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id", "-id"], name="audit_target"),
            models.Index(fields=["verb", "-id"], name="audit_verb"),
            models.Index(fields=["actor", "-id"], name="audit_actor"),
            # From a day to the numbers written on it: the pages of the trail then go by number.
            models.Index(fields=["at", "id"], name="audit_at"),
            models.Index(
                F("business_id"), F("id").desc(), name="audit_business", condition=Q(business_id__isnull=False)
            ),
        ]
        verbose_name = "catatan jejak"
        verbose_name_plural = "jejak audit"

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}:{self.target_id}"


class OutboxMessage(models.Model):
    """A message written in the same transaction as the change it tells of; the worker delivers it."""

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        SMS = "sms", "SMS"
        WHATSAPP = "whatsapp", "WhatsApp"

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu"
        SENT = "sent", "terkirim"
        FAILED = "failed", "gagal"

    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    attachments = models.JSONField(default=list, help_text="[{name, type, text}]")
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(F("id").desc(), condition=Q(state="failed"), name="outbox_failed"),
        ]
        verbose_name = "pesan keluar"
        verbose_name_plural = "pesan keluar"

    def __str__(self) -> str:
        return f"{self.channel} {self.dedupe_key}"


class PeriodicJob(models.Model):
    """When a job that runs by the clock is due next; one row a job, moved forward by whoever takes it."""

    name = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
