"""Django app configuration."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "mentoring.results"
    label = "mentoring_results"
