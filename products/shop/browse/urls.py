"""Addresses of looking around."""

from django.urls import path, re_path

from products.shop.browse import preview, short_link, views

urlpatterns = [
    path("produk/", views.catalogue, name="catalogue"),
    path("produk/<slug:slug>/", views.product, name="product"),
    path("kategori/<slug:slug>/", views.category, name="category"),
    path("usaha/", views.directory, name="directory"),
    path("usaha/<slug:slug>/", views.business, name="business"),
    re_path(r"^s/(?P<code>[A-Za-z0-9]{4,8})/$", short_link.short_link, name="short_link"),
    path("pratinjau/<int:pk>/<str:signature>/", preview.preview, name="preview"),
]
