"""Django app configuration."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "products.payments"
    label = "payments"

    def ready(self) -> None:
        """Register the checks on how money is configured."""
        from products.payments import checks  # noqa: F401  # importing registers
        from products.payments.personal_data import declare

        declare()
