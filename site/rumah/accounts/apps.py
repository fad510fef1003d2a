"""Django app configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rumah.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from rumah.accounts.personal_data import declare

        declare()
