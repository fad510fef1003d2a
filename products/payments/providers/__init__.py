"""The ways to pay, one file each behind one protocol."""

from django.utils.translation import gettext as _

from products.payments.providers.base import Provider
from products.payments.providers.stripe import Stripe
from rumah.core.errors import DomainError, Problem

_ALL: dict[str, Provider] = {"stripe": Stripe()}


def known(code: str) -> bool:
    """Whether there is such a provider, configured or not."""
    return code in _ALL


def provider(code: str) -> Provider:
    """Return one provider. Raises DomainError for a name nobody has."""
    if code not in _ALL:
        raise DomainError(Problem(_("Cara bayar ini tidak ada."), "provider", "unknown"))
    return _ALL[code]


def available(total: int | None = None) -> list[Provider]:
    """Return the configured providers in the order they are offered: those that take `total` rupiah, or all."""
    return [one for one in _ALL.values() if one.is_configured() and (total is None or _takes(one, total))]


def _takes(one: Provider, total: int) -> bool:
    limits = one.capabilities()
    return limits.min_rupiah <= total <= limits.max_rupiah
