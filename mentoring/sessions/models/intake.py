"""What an owner tells before the visit: answers to the service's questions, and what the visit needs."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring.sessions.models.session import Session
from rumah.businesses.models import private_storage


class Answer(models.Model):
    """The answer to one question, with the question as it was asked; a file lies in the private storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=160)
    text = models.CharField(max_length=500, blank=True)
    file = models.FileField(storage=private_storage, upload_to="pendampingan/", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "position"], name="answer_once")]
        ordering = ["position"]
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")

    def __str__(self) -> str:
        return self.question


class VisitNeeds(models.Model):
    """What a person needs to take part in a visit, told once if they want to; only a coming session shows it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit_needs")
    words = models.CharField(_("kebutuhan saat datang"), max_length=300)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kebutuhan saat datang")
        verbose_name_plural = _("kebutuhan saat datang")

    def __str__(self) -> str:
        return f"{self.user_id}"
