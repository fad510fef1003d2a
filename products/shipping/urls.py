"""Address of the carrier's messages."""

from django.urls import URLPattern, path

from products.shipping import views

urlpatterns: list[URLPattern] = [path("biteship/", views.biteship, name="biteship_webhook")]
