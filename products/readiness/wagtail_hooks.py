"""Entrances to the staff's house."""

from wagtail import hooks

from products.readiness.viewsets import AssessmentViewSet


@hooks.register("register_admin_viewset")
def readiness_viewset() -> AssessmentViewSet:
    """Add the list of assessments."""
    return AssessmentViewSet()
