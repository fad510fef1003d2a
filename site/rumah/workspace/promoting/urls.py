"""Addresses of promoting and its figures, under `/toko-saya/<slug>/`."""

import re

from django.urls import URLPattern, path, re_path

from products.promo.pieces import PIECES
from rumah.workspace.promoting import campaigns, figures_page, kits

FILES = "|".join(re.escape(name) for name in ("paket.zip", *(piece.file for piece in PIECES)))

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/tautan/", campaigns.campaigns, name="campaigns"),
    path("<slug:slug>/tautan/<int:pk>/matikan/", campaigns.stop_campaign, name="stop_campaign"),
    re_path(
        r"^(?P<slug>[-\w]+)/tautan/(?P<pk>\d{1,18})/qr\.(?P<kind>svg|png|pdf)$", campaigns.code, name="campaign_code"
    ),
    path("<slug:slug>/promo/", kits.kits, name="kits"),
    path("<slug:slug>/promo/warna/", kits.colours, name="colours"),
    path("<slug:slug>/produk/<slug:product>/promo/", kits.kit, name="kit"),
    re_path(rf"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/promo/(?P<name>{FILES})$", kits.kit_file, name="kit_file"),
    path("<slug:slug>/angka/", figures_page.figures, name="figures"),
    path("<slug:slug>/angka.csv", figures_page.figures_file, name="figures_file"),
]
