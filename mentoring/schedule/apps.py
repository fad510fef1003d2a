"""Django app configuration."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "mentoring.schedule"
    label = "mentoring_schedule"
