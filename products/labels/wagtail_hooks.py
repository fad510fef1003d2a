"""Entrances to the staff's house."""

from wagtail import hooks

from products.labels.viewsets import AllergenViewSet, LabelRuleViewSet


@hooks.register("register_admin_viewset")
def label_viewsets() -> list[LabelRuleViewSet | AllergenViewSet]:
    """Add the lists of label rules and allergens."""
    return [LabelRuleViewSet(), AllergenViewSet()]
