"""A journal is one event; its postings say which accounts it moved. Rows are added and never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business


class Journal(models.Model):
    """One event of money, once: `kind` and `reference` name it."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=60)
    at = models.DateTimeField()
    memo = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="journal_once")]
        verbose_name = _("jurnal")
        verbose_name_plural = _("jurnal")

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Posting(models.Model):
    """Rupiah on one account: a debit is positive, a credit negative. The postings of a journal sum to zero."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="postings")
    account = models.CharField(max_length=40)
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="postings")
    amount = models.BigIntegerField(help_text="rupiah, signed")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="posting_moves_something")]
        indexes = [models.Index(fields=["account", "business"], name="posting_book")]
        verbose_name = _("catatan jurnal")
        verbose_name_plural = _("catatan jurnal")

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"
