"""Addresses of the account's hub; they stand beside those at the door, under `/akun/`."""

from django.urls import path

from rumah.workspace import hub

urlpatterns = [
    path("", hub.hub, name="hub"),
    path("nama/", hub.name, name="hub_name"),
    path("kunci/", hub.keys, name="hub_keys"),
    path("kunci/<int:pk>/cabut/", hub.revoke, name="hub_revoke"),
]
