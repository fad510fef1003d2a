"""Addresses a shopper keeps."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SavedAddress(models.Model):
    """A place of a signed-in person: who receives there, and where it is. At most one is the one offered first."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="addresses")
    label = models.CharField(_("sebutan"), max_length=40, blank=True)
    name = models.CharField(_("nama penerima"), max_length=120)
    phone = models.CharField(_("nomor HP"), max_length=16, help_text="E.164")
    region_code = models.CharField(max_length=13, help_text="kecamatan or village")
    address = models.CharField(_("alamat lengkap"), max_length=300)
    is_default = models.BooleanField(_("utama"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="address_one_default"),
            models.UniqueConstraint(fields=["user", "region_code", "address", "name"], name="address_once"),
        ]
        indexes = [models.Index(F("user"), F("is_default").desc(), F("id").desc(), name="address_of_user")]
        verbose_name = _("alamat")
        verbose_name_plural = _("alamat")

    def __str__(self) -> str:
        return self.label or self.address
