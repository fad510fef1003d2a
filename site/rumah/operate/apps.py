"""Django app configuration."""

from django.apps import AppConfig


class OperateConfig(AppConfig):
    name = "rumah.operate"
    label = "operate"
