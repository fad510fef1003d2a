"""Addresses of labels, below a product of Toko saya."""

from django.urls import path, re_path

from rumah.workspace.labelling import data_page, print_page

urlpatterns = [
    path("<slug:slug>/produk/<slug:product>/label/", data_page.data, name="label"),
    path("<slug:slug>/produk/<slug:product>/label/cetak/", print_page.show, name="label_print"),
    re_path(
        r"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/label/berkas\.(?P<kind>pdf|svg)$",
        print_page.file, name="label_file",
    ),
]  # fmt: skip
