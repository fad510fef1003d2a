"""Entrances to the staff's house."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from products.care import desk, queries
from products.care.states import ComplaintState
from products.care.viewsets import ComplaintViewSet, ReviewViewSet
from rumah.core.duties import HOOK, Duty


@hooks.register("register_admin_viewset")
def care_viewsets() -> list[ComplaintViewSet | ReviewViewSet]:
    """Add the lists of complaints and reviews."""
    return [ComplaintViewSet(), ReviewViewSet()]


@hooks.register(HOOK)
def duties() -> list[Duty]:
    """Complaints that wait for the house, and low reviews of the last days."""
    return [
        Duty(_("Keluhan diperiksa petugas"), "care.change_complaint", queries.escalated, _complaints, 40),
        Duty(_("Ulasan 1–2 bintang, 14 hari terakhir"), "care.change_review", queries.low_reviews, _reviews, 45),
    ]


def _complaints() -> str:
    return f"{reverse('complaint:index')}?state={ComplaintState.ESCALATED}"


def _reviews() -> str:
    return f"{reverse('review:index')}?baru=rendah"


@hooks.register("register_admin_urls")
def care_urls() -> list[Any]:
    """Add the pages where one review or one complaint is looked at."""
    return [
        path("keluhan/<int:pk>/", desk.complaint, name="care_complaint"),
        path("keluhan/<int:pk>/foto/<int:photo>/", desk.photo, name="care_photo"),
        path("ulasan/<int:pk>/", desk.review, name="care_review"),
    ]
