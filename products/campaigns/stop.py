"""Switch a short link off."""

from typing import Any

from django.db import transaction

from products.campaigns.models import Campaign
from rumah.core import audit
from rumah.core.locking import locked_row


def stop(*, campaign: Campaign, actor: Any) -> Campaign:
    """Switch it off: from now on it leads to the business, and opening it is no longer counted. Safe to run twice."""
    with transaction.atomic():
        row = locked_row(Campaign, campaign.pk)
        if row.is_active:
            row.is_active = False
            row.save(update_fields=["is_active"])
            audit.record("campaigns.stop", row.business, actor=actor, campaign=row.pk, code=row.code)
    return row
