"""Django app configuration."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "mentoring.sessions"
    label = "mentoring_sessions"

    def ready(self) -> None:
        """Declare what the room holds on people."""
        from mentoring.sessions.personal_data import declare

        declare()
