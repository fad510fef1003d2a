"""Django app configuration."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rumah.content"
    label = "content"
