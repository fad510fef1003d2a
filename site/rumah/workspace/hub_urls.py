"""Addresses of the account's hub; they stand beside those at the door, under `/akun/`."""

from django.urls import path

from rumah.workspace import hub, my_data

urlpatterns = [
    path("", hub.hub, name="hub"),
    path("nama/", hub.name, name="hub_name"),
    path("data-saya/", my_data.show, name="my_data"),
    path("data-saya/unduh/", my_data.download, name="my_data_download"),
    path("kunci/", hub.keys, name="hub_keys"),
    path("kunci/<int:pk>/cabut/", hub.revoke, name="hub_revoke"),
]
