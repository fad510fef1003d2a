"""Addresses of the face for programs."""

from django.urls import path

from rumah.api.app import api

urlpatterns = [path("", api.urls)]
