"""Django app configuration."""

from django.apps import AppConfig


class WalkinConfig(AppConfig):
    name = "mentoring.walkin"
    label = "mentoring_walkin"
