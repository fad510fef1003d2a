"""Addresses of buying."""

from django.urls import URLPattern, path

from products.shop.buying import (
    address_pages,
    call_off,
    cart_page,
    checkout,
    order_page,
    pay_pages,
    places,
    refund_account,
    watch,
)

urlpatterns: list[URLPattern] = [
    path("keranjang/", cart_page.cart, name="cart"),
    path("keranjang/tambah/", cart_page.add_to_cart, name="cart_add"),
    path("keranjang/ubah/", cart_page.change_cart, name="cart_change"),
    path("bayar/", checkout.details, name="checkout"),
    path("bayar/periksa/", checkout.review, name="checkout_review"),
    path("bayar/kurir/", checkout.courier, name="checkout_courier"),
    path("bayar/voucher/", checkout.voucher, name="checkout_voucher"),
    path("akun/alamat/", address_pages.listing, name="addresses"),
    path("akun/alamat/tambah/", address_pages.add, name="address_add"),
    path("akun/alamat/<int:pk>/", address_pages.edit, name="address"),
    path("akun/alamat/<int:pk>/hapus/", address_pages.remove, name="address_remove"),
    path("akun/alamat/<int:pk>/utama/", address_pages.first, name="address_first"),
    path("wilayah/", places.suggest, name="regions"),
    path("pesanan/<slug:number>/", order_page.order, name="order"),
    path("pesanan/<slug:number>/keadaan/", watch.watch, name="order_watch"),
    path("pesanan/<slug:number>/bayar/", order_page.pay_order, name="order_pay"),
    path("pesanan/<slug:number>/rekening/", refund_account.refund_account, name="refund_account"),
    path("pesanan/<slug:number>/qris.png", pay_pages.qr_code, name="order_qr"),
    path("pesanan/<slug:number>/bukti/", pay_pages.proof, name="order_proof"),
    path("pesanan/<slug:number>/<slug:order>/batal/", call_off.call_off, name="order_call_off"),
    path("pesanan/<slug:number>/batal/", order_page.cancel_order, name="order_cancel"),
]
