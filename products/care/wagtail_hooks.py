"""Entrances to the staff's house."""

from typing import Any

from django.urls import path
from wagtail import hooks

from products.care import desk
from products.care.viewsets import CareGroup


@hooks.register("register_admin_viewset")
def care_viewsets() -> CareGroup:
    """Add the menu of reviews and complaints."""
    return CareGroup()


@hooks.register("register_admin_urls")
def care_urls() -> list[Any]:
    """Add the pages where one review or one complaint is looked at."""
    return [
        path("keluhan/<int:pk>/", desk.complaint, name="care_complaint"),
        path("keluhan/<int:pk>/foto/<int:photo>/", desk.photo, name="care_photo"),
        path("ulasan/<int:pk>/", desk.review, name="care_review"),
    ]
