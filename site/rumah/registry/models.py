"""What the register keeps about a business beside its profile."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business
from rumah.core.hashed import HashOf
from rumah.core.sealed import SealedField


class Kind(models.TextChoices):
    """The personal numbers that are kept."""

    NIK = "nik", "NIK"
    NPWP = "npwp", "NPWP"


class OwnerNumbers(models.Model):
    """NIK and NPWP of the owner of a business: sealed, found by keyed hash, shown masked.

    Read whole by `registry.read_number` alone, which asks for a reason and leaves an entry.
    """

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="owner_numbers")
    nik = SealedField(blank=True)
    nik_hash = HashOf(source="nik")
    npwp = SealedField(blank=True)
    npwp_hash = HashOf(source="npwp")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(nik="", nik_hash="") | (~Q(nik="") & ~Q(nik_hash="")), name="numbers_nik_found"
            ),
            models.CheckConstraint(
                condition=Q(npwp="", npwp_hash="") | (~Q(npwp="") & ~Q(npwp_hash="")), name="numbers_npwp_found"
            ),
        ]
        indexes = [
            models.Index(fields=["nik_hash"], name="numbers_by_nik"),
            models.Index(fields=["npwp_hash"], name="numbers_by_npwp"),
        ]
        verbose_name = _("nomor pribadi pemilik")
        verbose_name_plural = _("nomor pribadi pemilik")
        permissions = [("read_number", _("Boleh membaca NIK dan NPWP utuh dengan alasan"))]

    def __str__(self) -> str:
        return f"{self.business_id}"

    @property
    def masked_nik(self) -> str:
        """The NIK as people may see it: `3510********0001`."""
        return masked(self.nik)

    @property
    def masked_npwp(self) -> str:
        """The NPWP as people may see it."""
        return masked(self.npwp)


def masked(number: str) -> str:
    """Return a personal number with all but its first and last four digits hidden."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else "*" * len(number)
