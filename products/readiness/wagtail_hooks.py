"""Entrances to the staff's house."""

from typing import Any

from django.urls import path
from wagtail import hooks

from products.readiness.evidence import evidence
from products.readiness.viewsets import AssessmentViewSet


@hooks.register("register_admin_viewset")
def readiness_viewset() -> AssessmentViewSet:
    """Add the list of assessments."""
    return AssessmentViewSet()


@hooks.register("register_admin_urls")
def readiness_urls() -> list[Any]:
    """Add the door to what shows an answer."""
    return [path("naik-kelas/bukti/<int:pk>/", evidence, name="bukti_naik_kelas")]
