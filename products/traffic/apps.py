"""Django app configuration."""

import atexit

from django.apps import AppConfig


class TrafficConfig(AppConfig):
    name = "products.traffic"
    label = "traffic"

    def ready(self) -> None:
        """Write what is still only counted when this process ends in good order."""
        from products.traffic import tally

        atexit.register(tally.flush)
