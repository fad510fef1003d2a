"""Addresses of buying."""

from django.urls import URLPattern, path

from products.shop.buying import cart_page, checkout, order_page, pay_pages, places

urlpatterns: list[URLPattern] = [
    path("keranjang/", cart_page.cart, name="cart"),
    path("keranjang/tambah/", cart_page.add_to_cart, name="cart_add"),
    path("keranjang/ubah/", cart_page.change_cart, name="cart_change"),
    path("bayar/", checkout.details, name="checkout"),
    path("bayar/periksa/", checkout.review, name="checkout_review"),
    path("wilayah/", places.suggest, name="regions"),
    path("pesanan/<slug:number>/", order_page.order, name="order"),
    path("pesanan/<slug:number>/bayar/", order_page.pay_order, name="order_pay"),
    path("pesanan/<slug:number>/qris.png", pay_pages.qr_code, name="order_qr"),
    path("pesanan/<slug:number>/bukti/", pay_pages.proof, name="order_proof"),
    path("pesanan/<slug:number>/batal/", order_page.cancel_order, name="order_cancel"),
]
