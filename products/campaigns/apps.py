"""Django app configuration."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "products.campaigns"
    label = "campaigns"
