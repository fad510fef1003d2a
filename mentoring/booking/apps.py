"""Django app configuration."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "mentoring.booking"
    label = "mentoring_booking"
