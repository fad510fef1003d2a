"""Django app configuration."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "mentoring.approval"
    label = "mentoring_approval"
