"""Choose the colours of a shop's papers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from products.promo.models import ShopColours
from products.promo.palettes import PaletteName
from rumah.businesses.models import Business
from rumah.core import audit
from rumah.core.errors import DomainError, Problem
from rumah.core.locking import locked_row


def choose_colours(*, business: Business, palette: str, actor: Any) -> ShopColours:
    """Keep the choice; kits made in other colours are offered anew. Raises DomainError for an unknown palette."""
    if palette not in PaletteName.values:
        raise DomainError(Problem(_("Pilih salah satu warna."), "palette"))
    with transaction.atomic():
        locked_row(Business, business.pk)
        row, _made = ShopColours.objects.update_or_create(business=business, defaults={"palette": palette})
        audit.record("promo.colours", business, actor=actor, palette=palette)
    return row
