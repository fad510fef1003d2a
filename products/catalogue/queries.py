"""What others read of the catalogue, under one name."""

from products.catalogue.categories import tree
from products.catalogue.counts import Facets, band_limits, facets
from products.catalogue.detail import ProductDetail, has_left, product_detail, was_archived
from products.catalogue.filters import Filters
from products.catalogue.listing import Listing, list_products
from products.catalogue.suggesting import Suggestions

__all__ = [
    "Facets",
    "Filters",
    "Listing",
    "ProductDetail",
    "Suggestions",
    "band_limits",
    "facets",
    "has_left",
    "list_products",
    "product_detail",
    "tree",
    "was_archived",
]
