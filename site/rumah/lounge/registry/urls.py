"""Addresses of the register's staff screens, below the address of the staff's house."""

from django.urls import path

from rumah.lounge.registry import numbers

urlpatterns = [
    path("satu-data/usaha/<int:pk>/", numbers.business, name="register_business"),
    path("satu-data/nomor/", numbers.find, name="register_find"),
]
