"""Kept searches, and when their owner is told next."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SearchReader(models.Model):
    """A person who keeps searches: one row, so that it can be locked and the weekly job can walk by time."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="search_reader"
    )
    next_at = models.DateTimeField(help_text="when the person's week is over")

    class Meta:
        indexes = [models.Index(fields=["next_at", "user"], name="search_reader_due")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.next_at:%Y-%m-%d}"


class SavedSearch(models.Model):
    """Words and filters as the address of the catalogue has them.

    `wanted` are the fields of `products.catalogue.filters.Filters` that are set; `told_until` is the first-shown time
    up to which products have been told or were there when the search was kept.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500, help_text="the query of the catalogue's address, in its one order")
    wanted = models.JSONField(default=dict)
    is_paused = models.BooleanField(default=False)
    told_until = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="search_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="search_says_what"),
        ]
        indexes = [models.Index(F("user"), F("created_at").desc(), F("id").desc(), name="search_newest")]

    def __str__(self) -> str:
        return self.name
