"""How many verified businesses there are in each kecamatan, by sector."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DistrictCount(models.Model):
    """One kecamatan and one sector. Rebuilt as a whole, so it holds what was true a few minutes ago."""

    regency_code = models.CharField(_("kode kabupaten"), max_length=5)
    district_code = models.CharField(_("kode kecamatan"), max_length=8)
    sector = models.CharField(_("bidang"), max_length=30)
    number = models.PositiveIntegerField(_("banyaknya"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district_code", "sector"], name="district_count_once")]
        indexes = [models.Index(fields=["regency_code"], name="district_count_regency")]
        verbose_name = _("usaha per kecamatan")
        verbose_name_plural = _("usaha per kecamatan")

    def __str__(self) -> str:
        return f"{self.district_code} {self.sector}: {self.number}"
