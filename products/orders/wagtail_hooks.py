"""Entrances to the staff's house."""

from wagtail import hooks

from products.orders.staff_lists import OrderViewSet
from products.orders.viewsets import VoucherViewSet, ZoneViewSet


@hooks.register("register_admin_viewset")
def selling_viewsets() -> list[OrderViewSet | VoucherViewSet | ZoneViewSet]:
    """Add the lists of orders, of vouchers and of shipping fees."""
    return [OrderViewSet(), VoucherViewSet(), ZoneViewSet()]
