"""Entrances to the staff's house."""

from typing import Any

from django.urls import re_path
from wagtail import hooks

from products.catalogue import staff
from products.catalogue.viewsets import CatalogueGroup


@hooks.register("register_admin_viewset")
def catalogue_viewsets() -> CatalogueGroup:
    """Add the catalogue menu."""
    return CatalogueGroup()


@hooks.register("register_admin_urls")
def holding_urls() -> list[Any]:
    """Add the page where a product is held back or let go."""
    return [
        re_path(r"^produk/(?P<pk>\d+)/$", staff.product, name="tahan"),
        re_path(r"^produk/(?P<pk>\d+)/(?P<verb>tahan|lepas)/$", staff.step, name="tahan_step"),
    ]
