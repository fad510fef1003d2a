"""Addresses of a seller's orders, under `/toko-saya/<slug>/`."""

from django.urls import URLPattern, path, re_path

from rumah.workspace.selling import buckets, courier, low_page, order_page, slips, steps

NUMBER = r"^(?P<slug>[-\w]+)/pesanan/(?P<number>[-\w]+)/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/stok-menipis/", low_page.low, name="low_stock"),
    path("<slug:slug>/pesanan/", buckets.orders, name="orders"),
    path("<slug:slug>/pesanan/terima/", buckets.accept_chosen, name="accept_orders"),
    re_path(rf"{NUMBER}(?P<verb>terima|kemas|selesai)/$", steps.step, name="order_step"),
    re_path(rf"{NUMBER}kirim/$", steps.ship, name="order_ship"),
    re_path(rf"{NUMBER}kurir/$", courier.book_courier, name="order_book"),
    re_path(rf"{NUMBER}kurir/(?P<pk>\d{{1,18}})/lepas/$", courier.let_courier_go, name="order_let_go"),
    re_path(rf"{NUMBER}batal/$", steps.cancel, name="order_cancel"),
    re_path(rf"{NUMBER}slip-(?P<size>a4|a6)/$", slips.slip, name="order_slip"),
    re_path(rf"{NUMBER}slip-(?P<size>a4|a6)\.pdf$", slips.slip_pdf, name="order_slip_pdf"),
    path("<slug:slug>/pesanan/<slug:number>/", order_page.order, name="order"),
]
