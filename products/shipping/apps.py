"""Django app configuration."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "products.shipping"
    label = "shipping"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.shipping.personal_data import declare

        declare()
