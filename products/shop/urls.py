"""Addresses of this face: looking around, then buying."""

from products.shop.browse.urls import urlpatterns as browse_urls
from products.shop.buying.urls import urlpatterns as buying_urls

urlpatterns = [*browse_urls, *buying_urls]
