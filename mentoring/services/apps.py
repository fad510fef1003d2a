"""Django app configuration."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "mentoring.services"
    label = "mentoring_services"
