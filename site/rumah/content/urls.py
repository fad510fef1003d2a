"""Addresses of this face."""

from django.urls import path

from rumah.content import views

urlpatterns = [
    path("", views.home, name="home"),
    path("panduan/", views.guide_list, name="guides"),
    path("panduan/<slug:slug>/", views.guide, name="guide"),
    # Last: every other address of one part is a page of text, or none.
    path("<slug:slug>/", views.plain, name="plain"),
]
