"""Django app configuration."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "products.labels"
    label = "labels"
