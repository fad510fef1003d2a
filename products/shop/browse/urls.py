"""Addresses of looking around."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
