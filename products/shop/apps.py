"""Django app configuration."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "products.shop"
    label = "shop"
