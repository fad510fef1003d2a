"""Django app configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "rumah.core"
    label = "core"

    def ready(self) -> None:
        """Register the house rules."""
        from rumah.core import checks  # noqa: F401  # importing registers
        from rumah.core.held import declare

        declare()
