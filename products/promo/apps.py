"""Django app configuration."""

from django.apps import AppConfig


class PromoConfig(AppConfig):
    name = "products.promo"
    label = "promo"
