"""Django app configuration."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "mentoring.results"
    label = "mentoring_results"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from mentoring.results.personal_data import declare

        declare()
