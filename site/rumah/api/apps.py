"""Django app configuration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "rumah.api"
    label = "api"
