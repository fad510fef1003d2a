"""Addresses of the pages on photos, within a product's."""

from django.urls import path, re_path

from rumah.workspace.picturing import gallery, one

HERE = "<slug:slug>/produk/<slug:product>/foto/"
PLACE = r"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/foto/(?P<pk>[0-9]{1,18})/"
GONE = r"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/foto/kembalikan/(?P<pk>[0-9]{1,18})/"
STEPS = "|".join(one.STEPS)
urlpatterns = [
    path(HERE, gallery.photos, name="photos"),
    path(f"{HERE}kirim/", gallery.send, name="photo_send"),
    path(f"{HERE}urutan/", gallery.order, name="photo_order"),
    path(f"{HERE}periksa/", gallery.judge, name="photo_judge"),
    re_path(rf"{GONE}$", gallery.back, name="photo_back"),
    re_path(PLACE + "$", one.photo, name="photo"),
    re_path(f"{PLACE}keadaan/$", one.state, name="photo_state"),
    re_path(rf"{PLACE}(?P<kind>asli|putih)\.webp$", one.side, name="photo_side"),
    re_path(f"{PLACE}(?P<verb>{STEPS})/$", one.step, name="photo_step"),
]
