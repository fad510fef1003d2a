"""Django app configuration."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mentoring.journal"
    label = "mentoring_journal"
