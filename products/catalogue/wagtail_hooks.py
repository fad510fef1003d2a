"""Entrances to the staff's house."""

from wagtail import hooks

from products.catalogue.viewsets import CatalogueGroup


@hooks.register("register_admin_viewset")
def catalogue_viewsets() -> CatalogueGroup:
    """Add the catalogue menu."""
    return CatalogueGroup()
