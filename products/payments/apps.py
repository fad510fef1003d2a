"""Django app configuration."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "products.payments"
    label = "payments"
