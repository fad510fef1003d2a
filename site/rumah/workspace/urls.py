"""Addresses of Toko saya. What is not about one business has two parts, so that no slug can hide it."""

from django.urls import path, re_path

from rumah.workspace import (
    businesses,
    caring,
    delivering,
    growing,
    money,
    numbers,
    papers,
    people,
    showing,
    trail,
    variant_photos,
)
from rumah.workspace.labelling.urls import urlpatterns as labelling
from rumah.workspace.picturing.urls import urlpatterns as picturing
from rumah.workspace.promoting.urls import urlpatterns as promoting
from rumah.workspace.selling.urls import urlpatterns as selling
from rumah.workspace.shelf.urls import urlpatterns as shelf

app_name = "workspace"
urlpatterns = [
    path("", businesses.mine, name="list"),
    path("mulai/usaha/", businesses.start, name="start"),
    path("undangan/buka/<int:pk>/", people.invitation, name="invitation"),
    path("<slug:slug>/", businesses.overview, name="overview"),
    path("<slug:slug>/profil/", businesses.profile, name="profile"),
    path("<slug:slug>/ajukan/", businesses.submit, name="submit"),
    path("<slug:slug>/pendamping/", people.companions, name="companions"),
    path("<slug:slug>/pendamping/<int:pk>/keluarkan/", people.remove_companion, name="remove_companion"),
    path("<slug:slug>/pendamping/undangan/<int:pk>/tarik/", people.withdraw, name="withdraw_invitation"),
    path("<slug:slug>/riwayat/", trail.trail, name="trail"),
    path("<slug:slug>/pratinjau/buka/", showing.open_link, name="open_preview"),
    path("<slug:slug>/pratinjau/tutup/", showing.close_link, name="close_preview"),
    path("<slug:slug>/izin/", papers.permits, name="permits"),
    path("<slug:slug>/izin/<int:pk>/berkas/", papers.permit_file, name="permit_file"),
    path("<slug:slug>/izin/<int:pk>/hapus/", papers.remove, name="remove_permit"),
    path("<slug:slug>/nomor-pribadi/", numbers.numbers, name="numbers"),
    path("<slug:slug>/nomor-pribadi/hapus/", numbers.forget, name="forget_numbers"),
    path("<slug:slug>/naik-kelas/", growing.readiness, name="readiness"),
    path("<slug:slug>/naik-kelas/hitung/", growing.recount, name="recount"),
    path("<slug:slug>/naik-kelas/butir/<slug:code>/", growing.readiness_item, name="readiness_item"),
    path("<slug:slug>/naik-kelas/butir/<slug:code>/berkas/", growing.readiness_file, name="readiness_file"),
    path("<slug:slug>/produk/<slug:product>/foto-varian/", variant_photos.variant_photos, name="variant_photos"),
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
    *labelling,
    *picturing,
    *selling,
    *promoting,
    *shelf,
]  # fmt: skip
