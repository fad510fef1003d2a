"""A catalogue with three bad rows is refused whole, corrected, accepted, and then stands on the shelf."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from playwright.sync_api import Page, expect

from products.catalogue.models import Category, Product
from rumah.businesses.models import Business

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUSINESSES = """kode_usaha;nama_usaha;bidang;kode_wilayah;alamat;telepon;status
U-1;Dapur Melati;makanan;35.10.16.1014;Jalan Melati 5;0812 3456 7890;terverifikasi
"""


def products(category: str, *, price: str, weight: str, name: str) -> str:
    return (
        "kode_usaha;kode_produk;nama_produk;kategori;harga;berat_g;stok;status\n"
        f"U-1;P-1;Keripik Pisang;{category};{price};250 g;10;tampil\n"
        f"U-1;P-2;Sale Pisang;{category};Rp 22.000;{weight};4;tampil\n"
        f"U-1;P-3;{name};{category};1,25 jt;1 kg;2;tampil\n"
    )


def test_refused_whole_corrected_accepted(visitor: Callable[..., Page], spreadsheets: Path, site: str) -> None:
    leaf = Category.objects.filter(parent__isnull=False).first()
    assert leaf
    (spreadsheets / "usaha.csv").write_text(BUSINESSES)
    files = [str(spreadsheets / "usaha.csv"), str(spreadsheets / "produk.csv")]
    bad = products(leaf.slug, price="15.00", weight="banyak", name="")
    (spreadsheets / "produk.csv").write_text(bad)
    said = StringIO()
    with pytest.raises((CommandError, SystemExit)):
        call_command("import_catalogue", *files, stdout=said, stderr=said)
    assert (Business.objects.count(), Product.objects.count()) == (0, 0)
    (spreadsheets / "produk.csv").write_text(products(leaf.slug, price="15.000", weight="0,25 kg", name="Jamu Wangi"))
    call_command("import_catalogue", *files, stdout=said, stderr=said)
    page = visitor()
    page.goto("/produk/?q=jamu")
    expect(page.locator("main")).to_contain_text("Jamu Wangi")
    expect(page.locator("main")).to_contain_text("Rp1.250.000")
