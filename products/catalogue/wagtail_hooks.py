"""Entrances to the staff's house."""

from typing import Any

from django.urls import re_path
from wagtail import hooks

from products.catalogue import staff, staff_parts
from products.catalogue.viewsets import CategoryViewSet, ProductViewSet


@hooks.register("register_admin_viewset")
def catalogue_viewsets() -> list[ProductViewSet | CategoryViewSet]:
    """Add the lists of products and categories."""
    return [ProductViewSet(), CategoryViewSet()]


@hooks.register("register_admin_urls")
def holding_urls() -> list[Any]:
    """Add the page where a product is held back or let go, and its parts are mended."""
    return [
        re_path(r"^produk/(?P<pk>\d+)/$", staff.product, name="tahan"),
        re_path(r"^produk/(?P<pk>\d+)/(?P<verb>tahan|lepas)/$", staff.step, name="tahan_step"),
        re_path(r"^produk/(?P<pk>\d+)/varian/tambah/$", staff_parts.add_variant, name="mend_variant_add"),
        re_path(
            r"^produk/(?P<pk>\d+)/varian/(?P<part>\d+)/(?P<verb>ubah|hentikan|jual|naik)/$",
            staff_parts.variant,
            name="mend_variant",
        ),
        re_path(r"^produk/(?P<pk>\d+)/foto/tambah/$", staff_parts.add_a_photo, name="mend_photo_add"),
        re_path(
            r"^produk/(?P<pk>\d+)/foto/(?P<part>\d+)/(?P<verb>ubah|hapus|naik)/$", staff_parts.photo, name="mend_photo"
        ),
    ]
