"""Django app configuration."""

from django.apps import AppConfig


class BusinessesConfig(AppConfig):
    name = "rumah.businesses"
    label = "businesses"
