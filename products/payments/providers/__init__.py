"""The ways to pay, one file each behind one protocol."""

from django.utils.translation import gettext as _

from products.payments.providers.base import Provider
from products.payments.providers.midtrans import MidtransQris, MidtransVa
from products.payments.providers.stripe import Stripe
from products.payments.providers.transfer import Transfer
from products.payments.providers.xendit import Xendit
from rumah.core.errors import DomainError, Problem

# In the order in which they are offered: what most people have in their pocket comes first.
_ALL: dict[str, Provider] = {
    one.code: one for one in (MidtransQris(), MidtransVa(), Stripe(), Xendit(), Transfer())
}  # fmt: skip


def known(code: str) -> bool:
    """Whether there is such a provider, configured or not."""
    return code in _ALL


def provider(code: str) -> Provider:
    """Return one provider. Raises DomainError for a name nobody has."""
    if code not in _ALL:
        raise DomainError(Problem(_("Cara bayar ini tidak ada."), "provider", "unknown"))
    return _ALL[code]


def of_house(house: str) -> list[Provider]:
    """Return the ways to pay whose messages come to the address of `house`; empty for a name nobody has."""
    return [one for one in _ALL.values() if house and one.house == house]


def houses() -> list[str]:
    """Return the companies at which money may lie, in order."""
    return sorted({one.house for one in _ALL.values() if one.house})


def available(total: int | None = None) -> list[Provider]:
    """Return the configured providers in the order they are offered: those that take `total` rupiah, or all."""
    return [one for one in _ALL.values() if one.is_configured() and (total is None or _takes(one, total))]


def first(total: int) -> str:
    """Return the code of the way that is offered first for `total` rupiah, or an empty string."""
    return next((one.code for one in available(total)), "")


def _takes(one: Provider, total: int) -> bool:
    limits = one.capabilities()
    return limits.min_rupiah <= total <= limits.max_rupiah
