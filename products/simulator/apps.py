"""Django app configuration."""

from django.apps import AppConfig


class SimulatorConfig(AppConfig):
    name = "products.simulator"
    label = "simulator"
