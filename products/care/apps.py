"""Django app configuration."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "products.care"
    label = "care"
