"""Addresses of the buyer's papers."""

from django.urls import URLPattern, path

from products.shop.papers import views

urlpatterns: list[URLPattern] = [
    path("pesanan/<slug:number>/faktur/", views.invoice, name="invoice"),
    path("pesanan/<slug:number>/faktur.pdf", views.invoice_pdf, name="invoice_pdf"),
    path("pesanan/<slug:number>/serah-terima/<slug:part>/", views.handover, name="handover"),
    path("pesanan/<slug:number>/serah-terima/<slug:part>.pdf", views.handover_pdf, name="handover_pdf"),
]
