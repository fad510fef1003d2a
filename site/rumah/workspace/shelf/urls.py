"""Addresses of products in Toko saya."""

from django.urls import path, re_path

from rumah.workspace.shelf import files_pages, list_page, product_pages

urlpatterns = [
    path("<slug:slug>/produk/", list_page.products, name="products"),
    path("<slug:slug>/impor/", files_pages.imports, name="imports"),
    path("<slug:slug>/impor/<int:pk>/", files_pages.one_import, name="import"),
    path("<slug:slug>/impor/<int:pk>/keadaan/", files_pages.state, name="import_state"),
    path("<slug:slug>/impor/<int:pk>/simpan/", files_pages.confirm, name="confirm_import"),
    path("<slug:slug>/impor/<int:pk>/galat/", files_pages.error_file, name="import_errors"),
    re_path(r"^(?P<slug>[-\w]+)/ekspor/produk\.(?P<kind>csv|xlsx)$", files_pages.export, name="export_products"),
    path("<slug:slug>/ubah-banyak/", list_page.change_many, name="change_many"),
    path("<slug:slug>/tambah-produk/", product_pages.add, name="add_product"),
    path("<slug:slug>/saran-kategori/", product_pages.guess, name="guess_category"),
    path("<slug:slug>/produk/<slug:product>/", product_pages.edit, name="product"),
    path("<slug:slug>/produk/<slug:product>/salin/", product_pages.copy, name="copy_product"),
    re_path(
        r"^(?P<slug>[-\w]+)/produk/(?P<product>[-\w]+)/(?P<verb>tampilkan|sembunyikan|arsipkan|pulihkan)/$",
        product_pages.step, name="product_step",
    ),
]  # fmt: skip
