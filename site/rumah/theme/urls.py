"""Addresses of what makes the site stay with a visitor: it must be served from the root."""

from django.urls import path

from rumah.theme import keeping

urlpatterns = [
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("sw.js", keeping.service_worker, name="service_worker"),
    path("luring/<str:code>/", keeping.offline, name="offline"),
]
