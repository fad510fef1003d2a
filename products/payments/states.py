"""The words for one try at paying."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    """Where one try at paying stands. `created` and `pending` are live; at most one per purchase is."""

    CREATED = "created", _("disiapkan")
    PENDING = "pending", _("menunggu pembayaran")
    SETTLED = "settled", _("dibayar")
    FAILED = "failed", _("gagal")
    EXPIRED = "expired", _("kedaluwarsa")
    CANCELLED = "cancelled", _("dibatalkan")
    SURPLUS = "surplus", _("pembayaran berlebih, perlu dikembalikan")
    SUSPENSE = "suspense", _("perlu ditinjau")


LIVE = (AttemptState.CREATED, AttemptState.PENDING)
# Where money came, for a sale or for nothing: its provider may still take it back.
MONEY = (AttemptState.SETTLED, AttemptState.SURPLUS, AttemptState.SUSPENSE)
# Money that arrived late or beside another payment: a closed attempt can still receive it.
_LATE = frozenset(MONEY)
ALLOWED: dict[str, frozenset[str]] = {
    AttemptState.CREATED: _LATE
    | {AttemptState.PENDING, AttemptState.FAILED, AttemptState.EXPIRED, AttemptState.CANCELLED},
    AttemptState.PENDING: _LATE | {AttemptState.FAILED, AttemptState.EXPIRED, AttemptState.CANCELLED},
    AttemptState.FAILED: _LATE,
    AttemptState.EXPIRED: _LATE,
    AttemptState.CANCELLED: _LATE,
    AttemptState.SETTLED: frozenset(),
    AttemptState.SURPLUS: frozenset(),
    AttemptState.SUSPENSE: frozenset(),
}
