"""Django app configuration."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "products.care"
    label = "care"

    def ready(self) -> None:
        from products.care.queries import open_complaints
        from products.orders import holding

        holding.register(open_complaints)
