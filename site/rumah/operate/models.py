"""What an operator has turned on for the whole house."""

from django.db import models
from django.db.models import Q


class Maintenance(models.Model):
    """The one row while the house is closed for work; without it the house is open."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    until = models.DateTimeField(null=True, blank=True, help_text="when it will probably be over")
    message = models.CharField(max_length=300, blank=True, help_text="Indonesian; empty says the usual")
    message_en = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="maintenance_once")]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"
