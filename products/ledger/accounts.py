"""The accounts. Debits are positive, credits negative: what is owed to somebody stands with a minus."""

from typing import Final

# Assets: where money is; withdrawn is what a provider took back and nobody has dealt with yet, courier_costs what the
# house paid for a seller's parcel until the order ends and the seller bears it.
BANK: Final = "bank"
CASH_AT_SELLER: Final = "cash_at_seller"
WITHDRAWN: Final = "withdrawn"
COURIER_COSTS: Final = "courier_costs"
_PROVIDER: Final = "provider:"
# Owed: to sellers once the buyer has the goods (held), to sellers now (payable), to buyers (the other three).
HELD: Final = "held"
PAYABLE: Final = "payable"
REFUND_DUE: Final = "refund_due"
SURPLUS: Final = "surplus"
SUSPENSE: Final = "suspense"
# The platform's own: what it gives, keeps, pays to providers, loses, and has put in of its own money: into the
# bank (house), and into its accounts at courier companies as far as parcels used it up (couriers; above zero:
# filled up from the bank and not used yet).
VOUCHER_PLATFORM: Final = "voucher_platform"
COMMISSION: Final = "commission"
FEES: Final = "fees"
LOSSES: Final = "losses"
HOUSE: Final = "house"
COURIERS: Final = "couriers"

NAMED: Final = frozenset(
    {
        BANK, CASH_AT_SELLER, WITHDRAWN, HELD, PAYABLE, REFUND_DUE, SURPLUS, SUSPENSE, VOUCHER_PLATFORM, COMMISSION,
        FEES, LOSSES, HOUSE, COURIER_COSTS, COURIERS,
    }
)  # fmt: skip
# Books that are kept for each business.
PER_BUSINESS: Final = frozenset({HELD, PAYABLE, CASH_AT_SELLER, COMMISSION, COURIER_COSTS})


def provider_account(house: str) -> str:
    """Return the account of the money that lies at a payment company, whichever of its ways it came by."""
    return f"{_PROVIDER}{house}"


def is_account(name: str) -> bool:
    """Whether there is such an account."""
    return name in NAMED or (name.startswith(_PROVIDER) and len(name) > len(_PROVIDER))
