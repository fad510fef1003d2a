"""The words for money on its way to a seller."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PayoutState(models.TextChoices):
    """Where a payout stands."""

    READY = "ready", _("siap ditransfer")
    EXPORTED = "exported", _("dalam berkas bank")
    PAID = "paid", _("sudah ditransfer")
