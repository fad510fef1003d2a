import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from products.orders.links import purchase_path, purchase_token
from products.payments.models import TransferProof
from products.payments.start import start
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import buy
from tests.peers.shared import served

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def provider(settings):
    with served() as url:
        settings.MIDTRANS_API_BASE = f"{url}/simulasi/midtrans"
        yield url


def test_the_code_is_drawn_on_the_page_and_handed_out_as_a_picture(client, provider):
    purchase = buy({VariantFactory(price=15_000): 2})
    start(purchase=purchase, provider="qris")
    page = client.get(purchase_path(purchase)).content.decode()
    for text in ('<svg class="qr"', "Kode simulasi: tidak dapat dibayar.", "Berlaku sampai", "Pakai cara bayar lain"):
        assert text in page
    assert "style=" not in page.split('<svg class="qr"')[1].split("</svg>")[0]
    path = f"/pesanan/{purchase.number}/qris.png"
    picture = client.get(path, {"t": purchase_token(purchase.number)})
    assert (picture.status_code, picture["Content-Type"], picture.content[:4]) == (200, "image/png", b"\x89PNG")
    assert client.get(path, {"t": "x"}).status_code == 404


def test_a_proof_is_taken_from_the_page_and_from_no_stranger(client):
    purchase = buy({VariantFactory(price=15_000): 2})
    start(purchase=purchase, provider="transfer")
    path, file = f"/pesanan/{purchase.number}/bukti/", SimpleUploadedFile("a.png", PNG)
    assert client.post(path, {"t": "x", "bukti": file}).status_code == 404
    assert client.post(path, {"t": purchase_token(purchase.number)}, follow=False).status_code == 303
    assert not TransferProof.objects.exists()
    file.seek(0)
    assert client.post(path, {"t": purchase_token(purchase.number), "bukti": file}).status_code == 303
    assert TransferProof.objects.get().accepted is None
    page = client.get(purchase_path(purchase)).content.decode()
    assert "Bukti transfer Anda sedang diperiksa petugas." in page
    assert 'name="cara"' not in page
