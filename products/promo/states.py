"""The words for where a kit stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KitState(models.TextChoices):
    """Where the making of a kit is."""

    WAITING = "waiting", _("sedang dibuat")
    READY = "ready", _("siap")
    FAILED = "failed", _("gagal dibuat")
