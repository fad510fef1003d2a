"""The accounts. Debits are positive, credits negative: what is owed to somebody stands with a minus."""

from typing import Final

# Assets: where money is.
BANK: Final = "bank"
CASH_AT_SELLER: Final = "cash_at_seller"
_PROVIDER: Final = "provider:"
# Owed: to sellers once the buyer has the goods (held), to sellers now (payable), to buyers (the other three).
HELD: Final = "held"
PAYABLE: Final = "payable"
REFUND_DUE: Final = "refund_due"
SURPLUS: Final = "surplus"
SUSPENSE: Final = "suspense"
# The platform's own.
VOUCHER_PLATFORM: Final = "voucher_platform"
COMMISSION: Final = "commission"

NAMED: Final = frozenset(
    {BANK, CASH_AT_SELLER, HELD, PAYABLE, REFUND_DUE, SURPLUS, SUSPENSE, VOUCHER_PLATFORM, COMMISSION}
)
# Books that are kept for each business.
PER_BUSINESS: Final = frozenset({HELD, PAYABLE, CASH_AT_SELLER, COMMISSION})


def provider_account(code: str) -> str:
    """Return the account of the money that lies at a provider."""
    return f"{_PROVIDER}{code}"


def is_account(name: str) -> bool:
    """Whether there is such an account."""
    return name in NAMED or (name.startswith(_PROVIDER) and len(name) > len(_PROVIDER))
