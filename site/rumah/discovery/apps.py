"""The room's entry in Django."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Sitemaps, feeds and cards."""

    name = "rumah.discovery"
    label = "discovery"
