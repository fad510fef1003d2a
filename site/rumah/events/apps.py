"""Django app configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "rumah.events"
    label = "events"
