"""Entrances to the staff's house."""

from wagtail import hooks

from products.orders.viewsets import SellingGroup


@hooks.register("register_admin_viewset")
def selling_viewsets() -> SellingGroup:
    """Add the menu of vouchers and shipping fees."""
    return SellingGroup()
