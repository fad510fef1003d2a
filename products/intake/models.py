"""What came in by file, and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business, private_storage


class ImportRun(models.Model):
    """One import that changed something; the audit trail's entry points here."""

    started_at = models.DateTimeField()
    businesses_file = models.CharField(_("berkas usaha"), max_length=200)
    products_file = models.CharField(_("berkas produk"), max_length=200)
    counts = models.JSONField(default=dict, help_text="kind → {new, changed, same}")

    class Meta:
        verbose_name = _("impor katalog")
        verbose_name_plural = _("impor katalog")

    def __str__(self) -> str:
        return f"{self.products_file} {self.started_at:%Y-%m-%d %H:%M}"


class OwnImport(models.Model):
    """A file of one business's products on its way in: checked, looked at by its owner, then written or given up."""

    class State(models.TextChoices):
        CHECKING = "checking", _("sedang diperiksa")
        REFUSED = "refused", _("ada yang perlu diperbaiki")
        READY = "ready", _("siap disimpan")
        WRITING = "writing", _("sedang disimpan")
        DONE = "done", _("tersimpan")

    business = models.ForeignKey(Business, models.CASCADE, related_name="product_imports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120, help_text="as the person's device calls the file")
    file = models.FileField(storage=private_storage, upload_to="impor/", max_length=120)
    corrections = models.FileField(storage=private_storage, upload_to="impor/", max_length=120, blank=True)
    errors = models.FileField(storage=private_storage, upload_to="impor/", max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    step = models.CharField(max_length=40, blank=True)
    step_done = models.PositiveIntegerField(default=0)
    step_total = models.PositiveIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=400, blank=True, help_text="why the file as a whole was refused")
    flaws = models.JSONField(default=list, help_text="the first 200 as [row, heading, message]")
    flaw_count = models.PositiveIntegerField(default=0)
    notices = models.JSONField(default=list)
    counts = models.JSONField(default=dict, help_text="kind → {new, changed, same}")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["checking", "refused", "ready", "writing", "done"]),
                name="own_import_state_known",
            ),
            models.UniqueConstraint(
                fields=["business"], condition=Q(state__in=["checking", "writing"]), name="own_import_one_at_work"
            ),
        ]
        indexes = [
            models.Index(F("business"), F("id").desc(), name="own_import_newest"),
            models.Index(fields=["created_at"], name="own_import_age"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"

    @property
    def is_at_work(self) -> bool:
        """Whether the background work has not ended."""
        return self.state in {self.State.CHECKING, self.State.WRITING}
