"""Django app configuration."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "products.orders"
    label = "orders"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from products.orders.personal_data import declare

        declare()
