"""Addresses of this face: looking around, buying, then what happens after."""

from products.shop.browse.urls import urlpatterns as browse_urls
from products.shop.buying.urls import urlpatterns as buying_urls
from products.shop.caring.urls import urlpatterns as caring_urls

urlpatterns = [*browse_urls, *buying_urls, *caring_urls]
