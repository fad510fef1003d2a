"""Django app configuration."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "rumah.verification"
    label = "verification"
