"""Django app configuration."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "rumah.workspace"
    label = "workspace"
