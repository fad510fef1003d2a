"""Django app configuration."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "products.shipping"
    label = "shipping"
