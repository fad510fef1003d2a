"""Django app configuration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "mentoring.desk"
    label = "mentoring_desk"
