import re

import pytest
from django.test import Client

from products.orders.fulfil import accept
from products.orders.links import purchase_token
from rumah.core.paper.sheet import Sheet
from tests.factories.businesses import BusinessFactory, MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.orders import SHIP

pytestmark = pytest.mark.django_db


def test_invoice_and_handover_open_with_the_link_alone(client: Client) -> None:
    variants = {VariantFactory(product__business=BusinessFactory(name=f"Toko {name}")): 2 for name in "AB"}
    purchase, (one, two) = bought(variants, delivery=SHIP)
    accept(order=one, actor=None)
    key = f"?t={purchase_token(purchase.number)}"
    base = f"/pesanan/{purchase.number}"
    page = client.get(f"{base}/faktur/{key}").content.decode()
    assert [word in page for word in ("Toko A", "Toko B", "dibayar", "<svg")] == [True] * 4
    file = client.get(f"{base}/faktur.pdf{key}")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="faktur-{purchase.number}.pdf"'
    page = client.get(f"{base}/serah-terima/{one.number}/{key}").content.decode()
    assert f"Toko A menyerahkan kepada Siti Aminah barang pesanan {one.number}" in page
    assert client.get(f"{base}/serah-terima/{one.number}.pdf{key}").content[:5] == b"%PDF-"
    # Not taken on yet: there is nothing to hand over.
    assert client.get(f"{base}/serah-terima/{two.number}/{key}").status_code == 404
    for path in ("faktur/", "faktur.pdf", f"serah-terima/{one.number}/", f"serah-terima/{one.number}.pdf"):
        assert client.get(f"{base}/{path}").status_code == 404
        assert client.get(f"{base}/{path}?t=salah").status_code == 404


@pytest.mark.parametrize(("size", "box"), [("a4", "595.28 841.89"), ("a6", "297.64 419.53")])
def test_the_slip_has_its_size_and_any_letters(client: Client, size: str, box: str) -> None:
    member = MembershipFactory()
    product = ProductFactory(business=member.business, name="Kopi Иджен ꦗꦮ 日本 😀")
    order = bought({VariantFactory(product=product): 1}, delivery=SHIP)[1][0]
    client.force_login(member.user)
    where = f"/toko-saya/{member.business.slug}/pesanan/{order.number}"
    page = client.get(f"{where}/slip-{size}/").content.decode()
    assert [word in page for word in (f"kertas--{size}", order.number, "Siti Aminah", "<svg")] == [True] * 4
    file = client.get(f"{where}/slip-{size}.pdf").content
    assert (file[:5], re.findall(rb"/MediaBox \[0 0 ([\d. ]+)\]", file)) == (b"%PDF-", [box.encode()])


def test_a_long_list_runs_over_to_the_next_sheet() -> None:
    sheet = Sheet("a6", title="Slip")
    for number in range(80):
        sheet.pair(f"Barang {number} dengan nama yang panjang sekali sampai dua baris", "2 ×")
    sheet.signatures(("Yang menyerahkan", "A"), ("Yang menerima", "B"))
    assert sheet.pages_count > 1
    assert sheet.bytes()[:5] == b"%PDF-"
