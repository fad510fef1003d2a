"""Addresses of this face."""

from django.urls import URLPattern, path

from products.payments.views import webhook

urlpatterns: list[URLPattern] = [path("<slug:provider>/", webhook, name="webhook")]
