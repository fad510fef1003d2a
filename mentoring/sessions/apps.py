"""Django app configuration."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "mentoring.sessions"
    label = "mentoring_sessions"
