"""Addresses of what happens around and after the purchase."""

from django.urls import URLPattern, path, re_path

from products.shop.caring import (
    complaint_page,
    favourites_page,
    notice_page,
    product_reviews,
    purchases_page,
    receipt,
    report_page,
    review_page,
    searches_page,
    seen_page,
)

urlpatterns: list[URLPattern] = [
    path("produk/<slug:slug>/ulasan/", product_reviews.all_reviews, name="product_reviews"),
    path("produk/<slug:slug>/laporkan/", report_page.report_product, name="product_report"),
    path("pesanan/<slug:number>/terima/", receipt.confirm, name="order_confirm"),
    path("pesanan/<slug:number>/lagi/", receipt.again, name="order_again"),
    path("pesanan/<slug:number>/ulas/<int:line>/", review_page.review, name="order_review"),
    path("pesanan/<slug:number>/keluhan/baru/<int:line>/", complaint_page.new, name="order_complain"),
    path("pesanan/<slug:number>/keluhan/<int:pk>/", complaint_page.complaint, name="order_complaint"),
    re_path(
        r"^pesanan/(?P<number>[-\w]+)/keluhan/(?P<pk>\d+)/(?P<verb>terima|petugas|cabut|beres)/$",
        complaint_page.step, name="order_complaint_step",
    ),
    path(
        "pesanan/<slug:number>/keluhan/<int:pk>/foto/<int:photo>/", complaint_page.photo, name="order_complaint_photo"
    ),
    path("akun/pembelian/", purchases_page.purchases, name="purchases"),
    path("akun/pembelian/<slug:number>/", purchases_page.purchase, name="purchase"),
    path("favorit/", favourites_page.mine, name="favourites"),
    path("favorit/tambah/", favourites_page.add, name="favourite_add"),
    path("favorit/hapus/", favourites_page.remove, name="favourite_remove"),
    path("dilihat/", seen_page.seen_lately, name="seen"),
    path("dilihat/lupakan/", seen_page.forget, name="seen_forget"),
    path("akun/pencarian/", searches_page.mine, name="searches"),
    path("akun/pencarian/simpan/", searches_page.save, name="search_save"),
    re_path(
        r"^akun/pencarian/(?P<pk>\d{1,18})/(?P<verb>jeda|lanjut|hapus)/$", searches_page.change, name="search_change"
    ),
    path("pencarian/berhenti/", searches_page.stop, name="searches_stop"),
    path("kabari/berhenti/", notice_page.stop, name="notice_stop"),
    path("kabari/<int:variant>/", notice_page.notice, name="notice"),
    path("kabari/<int:pk>/batal/", notice_page.stop_one, name="notice_stop_one"),
]  # fmt: skip
