"""Django app configuration."""

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "products.payouts"
    label = "payouts"
