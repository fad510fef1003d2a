"""Entrances to the staff's house."""

from wagtail import hooks

from products.payments.viewsets import PaymentsGroup


@hooks.register("register_admin_viewset")
def payments_viewsets() -> PaymentsGroup:
    """Add the payments menu."""
    return PaymentsGroup()
