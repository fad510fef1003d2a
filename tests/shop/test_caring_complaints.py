import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from products.care.complaints.answer import answer
from products.care.complaints.file import complain
from products.care.models import Complaint, ComplaintPhoto
from products.orders.links import purchase_token
from tests.factories.care import photo, received

pytestmark = pytest.mark.django_db
TEXT = "Dua bungkus sobek dan isinya lembap."


def base(line):
    return f"/pesanan/{line.order.purchase.number}/keluhan/", purchase_token(line.order.purchase.number)


def opened(line=None, **kwargs):
    return complain(
        line=line or received(upto="shipped"), **{"reason": "damaged", "text": TEXT, "wish": "other", **kwargs}
    )


def test_a_guest_complains_with_photos_and_follows_it():
    line, client = received(upto="shipped"), Client(enforce_csrf_checks=True)
    path, token = base(line)
    assert "uang kembali sebagian" in client.get(f"{path}baru/{line.pk}/", {"t": token}).content.decode().lower()
    evidence = SimpleUploadedFile("sobek.jpg", photo(), "image/jpeg")
    said = {"reason": "damaged", "text": TEXT, "wish": "refund_part", "amount": "Rp 12.500", "photos": [evidence]}
    response = client.post(f"{path}baru/{line.pk}/", {"t": token, **said}, headers={"Origin": "null"})
    complaint = Complaint.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"{path}{complaint.pk}/?t={token}")
    assert complaint.wish_amount == 12_500
    page = client.get(response["Location"])
    html = page.content.decode()
    for words in ("Menunggu jawaban penjual", TEXT, "barang rusak", "uang kembali sebagian (Rp12.500)", "Cabut keluhan"):  # fmt: skip
        assert words in html, words
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store, private", "no-referrer")


def test_what_was_typed_comes_back_with_every_problem(client):
    line = received(upto="shipped")
    path, token = base(line)
    response = client.post(
        f"{path}baru/{line.pk}/", {"t": token, "text": "Sobek", "wish": "refund_part", "amount": "15.00"}
    )
    html = response.content.decode()
    for words in ("Galat:", "bukan jumlah rupiah", ">\nSobek</textarea>", 'value="15.00"'):
        assert words in html, words
    response = client.post(f"{path}baru/{line.pk}/", {"t": token, "text": "Sobek", "wish": "other", "amount": "banyak"})
    html = response.content.decode()
    for words in ("Pilih apa yang terjadi.", "Ceritakan apa yang terjadi"):
        assert words in html, words
    assert "bukan jumlah rupiah" not in html
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("verb", "state"), [("terima", "resolved"), ("petugas", "escalated"), ("cabut", "withdrawn"), ("beres", "answered")]
)
def test_the_buyer_moves_it_on_by_one_button(verb, state):
    line = received(upto="shipped")
    complaint = opened(line, wish="refund_all")
    answer(complaint=complaint, offer="refund_part", amount=5_000, actor=None)
    path, token = base(line)
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"{path}{complaint.pk}/{verb}/", {"t": token}, headers={"Origin": "null"})
    assert response.status_code == 303
    complaint.refresh_from_db()
    assert complaint.state == state


def test_another_buyer_sees_and_moves_nothing(client):
    line, other = received(upto="shipped"), received(upto="shipped")
    complaint = opened(line, photos=[photo()])
    path, token = base(other)
    picture = ComplaintPhoto.objects.get()
    for what in (f"{complaint.pk}/", f"{complaint.pk}/foto/{picture.pk}/", f"baru/{line.pk}/"):
        assert client.get(f"{path}{what}", {"t": token}).status_code == 404
    for what in (f"{complaint.pk}/cabut/", f"baru/{line.pk}/"):
        data = {"reason": "wrong", "text": TEXT, "wish": "other"}
        assert client.post(f"{path}{what}", {"t": token, **data}).status_code == 404
    complaint.refresh_from_db()
    assert (complaint.state, Complaint.objects.count()) == ("open", 1)
    own, own_token = base(line)
    answer_ = client.get(f"{own}{complaint.pk}/foto/{picture.pk}/", {"t": own_token})
    assert (answer_.status_code, answer_["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer_.streaming_content)[:3] == b"\xff\xd8\xff"
    strange = opened(other, photos=[photo("red")]).photos.get()
    assert client.get(f"{own}{complaint.pk}/foto/{strange.pk}/", {"t": own_token}).status_code == 404
