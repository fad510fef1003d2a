"""What came in by file, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
