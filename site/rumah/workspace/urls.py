"""Addresses of Toko saya. What is not about one business has two parts, so that no slug can hide it."""

from django.urls import path, re_path

from rumah.workspace import businesses, caring, delivering, money, people, shelf, variant_photos
from rumah.workspace.picturing.urls import urlpatterns as picturing
from rumah.workspace.selling.urls import urlpatterns as selling

app_name = "workspace"
urlpatterns = [
    path("", businesses.mine, name="list"),
    path("mulai/usaha/", businesses.start, name="start"),
    path("<slug:slug>/", businesses.overview, name="overview"),
    path("<slug:slug>/profil/", businesses.profile, name="profile"),
    path("<slug:slug>/ajukan/", businesses.submit, name="submit"),
    path("<slug:slug>/pendamping/", people.companions, name="companions"),
    path("<slug:slug>/pendamping/<int:pk>/keluarkan/", people.remove_companion, name="remove_companion"),
    path("<slug:slug>/izin/", people.permits, name="permits"),
    path("<slug:slug>/izin/<int:pk>/berkas/", people.permit_file, name="permit_file"),
    path("<slug:slug>/izin/<int:pk>/hapus/", people.remove, name="remove_permit"),
    path("<slug:slug>/produk/", shelf.products, name="products"),
    path("<slug:slug>/tambah-produk/", shelf.add, name="add_product"),
    path("<slug:slug>/produk/<slug:product>/", shelf.edit, name="product"),
    path("<slug:slug>/produk/<slug:product>/foto-varian/", variant_photos.variant_photos, name="variant_photos"),
    re_path(
        r"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/(?P<verb>tampilkan|sembunyikan)/$",
        shelf.step, name="product_step",
    ),
    path("<slug:slug>/pengiriman/", delivering.delivery, name="delivery"),
    path("<slug:slug>/voucher/", delivering.vouchers, name="vouchers"),
    path("<slug:slug>/voucher/<int:pk>/hentikan/", delivering.stop_voucher, name="stop_voucher"),
    path("<slug:slug>/pesanan/<slug:number>/uang-tunai/", delivering.take_cash, name="take_cash"),
    path("<slug:slug>/pesanan/<slug:number>/batal-tunai/", delivering.call_off, name="call_off"),
    path("<slug:slug>/ulasan/", caring.reviews, name="reviews"),
    path("<slug:slug>/ulasan/<int:pk>/jawab/", caring.answer, name="review_answer"),
    path("<slug:slug>/keluhan/", caring.complaints, name="complaints"),
    path("<slug:slug>/keluhan/<int:pk>/", caring.complaint, name="complaint"),
    path("<slug:slug>/keluhan/<int:pk>/foto/<int:photo>/", caring.complaint_photo, name="complaint_photo"),
    path("<slug:slug>/uang/", money.statement, name="money"),
    path("<slug:slug>/uang/rekening/", money.account, name="account"),
    re_path(r"^(?P<slug>[-\w]+)/uang/laporan\.(?P<kind>csv|pdf)$", money.statement_file, name="statement_file"),
    *picturing,
    *selling,
]  # fmt: skip
