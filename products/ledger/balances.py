"""Read the books."""

from collections.abc import Mapping

from django.db.models import Sum

from products.ledger.models import Posting


def balance(account: str, *, business_id: int | None = None) -> int:
    """Return the rupiah on one account, of one business or of all of them."""
    rows = Posting.objects.filter(account=account)
    if business_id is not None:
        rows = rows.filter(business_id=business_id)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def balances() -> Mapping[str, int]:
    """Return every account with its rupiah, in one query; all of them together are zero."""
    return dict(Posting.objects.values_list("account").annotate(sum=Sum("amount")).order_by("account"))
