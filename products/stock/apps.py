"""Django app configuration."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "products.stock"
    label = "stock"
