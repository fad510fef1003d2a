"""Django app configuration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "rumah.registry"
    label = "registry"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.registry.personal_data import declare

        declare()
