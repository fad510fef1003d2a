"""What the shopper's face lends to the staff's house."""

from typing import Any

from wagtail import hooks

from products.shop.browse import business_page
from rumah.businesses.models import Business
from rumah.businesses.queries import valid_permits


@hooks.register("business_preview")
def business_preview(business: Business) -> dict[str, Any]:
    """Return what the public profile shows, also of words not yet published."""
    return business_page.context(business, valid_permits(business), cursor="")
