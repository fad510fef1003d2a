"""Django app configuration."""

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "products.payouts"
    label = "payouts"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.payouts.personal_data import declare

        declare()
