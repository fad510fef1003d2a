"""Addresses at the door, in Indonesian. Names are allauth's own, so that what it reverses is found."""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("masuk/kode/", views.request_login_code, name="account_request_login_code"),
    path("masuk/kode/isi/", views.confirm_login_code, name="account_confirm_login_code"),
    path("keluar/", views.logout, name="account_logout"),
    path("daftar/", views.signup, name="account_signup"),
    path("nonaktif/", views.account_inactive, name="account_inactive"),
    path("ulangi-masuk/", views.reauthenticate, name="account_reauthenticate"),
    path("surel/", views.email, name="account_email"),
    path("surel/kode/", views.email_verification_sent, name="account_email_verification_sent"),
    path("hp/kode/", views.verify_phone, name="account_verify_phone"),
    path("hp/ganti/", views.change_phone, name="account_change_phone"),
    path("sandi/ganti/", views.password_change, name="account_change_password"),
    path("sandi/buat/", views.password_set, name="account_set_password"),
    path("sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("sandi/lupa/kode/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("sandi/lupa/baru/", views.complete_password_reset, name="account_complete_password_reset"),
    path("sandi/lupa/selesai/", views.password_reset_from_key_done, name="account_password_reset_completed"),
    path("keamanan/", include("allauth.mfa.urls")),
]
