"""Addresses of what makes the site stay with a visitor, which must be served from the root, and of pages about it."""

from django.urls import path

from rumah.theme import keeping, pages

urlpatterns = [
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("sw.js", keeping.service_worker, name="service_worker"),
    path("luring/<str:code>/", keeping.offline, name="offline"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("gaya/", pages.style, name="style"),
]
