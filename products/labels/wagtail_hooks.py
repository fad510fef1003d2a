"""Entrances to the staff's house."""

from wagtail import hooks

from products.labels.viewsets import LabelGroup


@hooks.register("register_admin_viewset")
def label_viewsets() -> LabelGroup:
    """Add the menu of label rules."""
    return LabelGroup()
