"""Addresses of looking around."""

from django.urls import path

from products.shop.browse import preview, views

urlpatterns = [
    path("produk/", views.catalogue, name="catalogue"),
    path("produk/<slug:slug>/", views.product, name="product"),
    path("kategori/<slug:slug>/", views.category, name="category"),
    path("usaha/", views.directory, name="directory"),
    path("usaha/<slug:slug>/", views.business, name="business"),
    path("pratinjau/<int:pk>/<str:signature>/", preview.preview, name="preview"),
]
