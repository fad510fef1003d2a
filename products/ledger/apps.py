"""Django app configuration."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "products.ledger"
    label = "ledger"
