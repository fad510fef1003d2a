"""Addresses of this face: looking around, buying, what happens after, and the papers of what was bought."""

from products.shop.browse.urls import urlpatterns as browse_urls
from products.shop.buying.urls import urlpatterns as buying_urls
from products.shop.caring.urls import urlpatterns as caring_urls
from products.shop.papers.urls import urlpatterns as paper_urls

urlpatterns = [*browse_urls, *buying_urls, *caring_urls, *paper_urls]
