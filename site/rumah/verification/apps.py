"""Django app configuration."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "rumah.verification"
    label = "verification"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.verification.personal_data import declare

        declare()
