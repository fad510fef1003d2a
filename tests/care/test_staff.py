import pytest

from products.care.complaints.answer import answer
from products.care.complaints.escalate import escalate
from products.care.complaints.file import complain
from products.care.models import Complaint, ComplaintPhoto
from products.care.queries import product_rating
from products.care.reviews.rating import Rating
from products.care.reviews.write import write
from products.payments.models import Refund
from rumah.accounts.found import COORDINATOR, EDITOR
from rumah.core.models import AuditEntry
from tests.factories.care import photo, received
from tests.factories.people import UserFactory, staff

pytestmark = pytest.mark.django_db


def escalated():
    line = received(upto="shipped")
    said = {"reason": "damaged", "text": "Dua bungkus sobek.", "wish": "refund_all", "photos": [photo()]}
    complaint = complain(line=line, **said)
    answer(complaint=complaint, offer="nothing", text="Saat dikirim masih utuh.", actor=None)
    escalate(complaint=complaint)
    return complaint


def test_a_coordinator_decides_with_a_reason(client):
    complaint, user = escalated(), staff(COORDINATOR)
    client.force_login(user)
    assert complaint.order.number in client.get("/staf/complaint/?state=escalated").content.decode()
    path = f"/staf/keluhan/{complaint.pk}/"
    html = client.get(path).content.decode()
    for words in ("Dua bungkus sobek.", "Saat dikirim masih utuh.", f"{path}foto/", "Putuskan"):
        assert words in html, words
    assert client.get(f"{path}foto/{ComplaintPhoto.objects.get().pk}/").status_code == 200
    refused = client.post(path, {"solution": "refund_part", "amount": "99.000", "reason": "Ya"})
    assert refused.status_code == 400
    assert "paling banyak Rp30.000" in refused.content.decode()
    said = {"solution": "refund_part", "amount": "12.000", "reason": "Fotonya jelas menunjukkan kerusakan."}
    assert client.post(path, said).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, Refund.objects.get().amount) == ("resolved", 12_000)
    assert AuditEntry.objects.filter(verb="care.complaint", actor=user, data__after="resolved").exists()
    assert "Putuskan" not in client.get(path).content.decode()


def test_a_coordinator_hides_and_shows_a_review(client):
    review, user = write(line=received(), stars=1, text="Nomor saya 0812"), staff(COORDINATOR)
    client.force_login(user)
    assert "Siti A." in client.get("/staf/review/").content.decode()
    path = f"/staf/ulasan/{review.pk}/"
    refused = client.post(path, {"reason": "x"})
    assert (refused.status_code, ">x</textarea>" in refused.content.decode()) == (400, True)
    client.post(path, {"reason": "Memuat nomor telepon"})
    assert product_rating(review.product_id) == Rating(0, 0)
    assert "Tampilkan lagi" in client.get(path).content.decode()
    client.post(path, {"tampilkan": "1"})
    assert product_rating(review.product_id) == Rating(1, 1)


@pytest.mark.parametrize("who", ["editor", "person"])
def test_others_decide_and_hide_nothing(client, who):
    complaint, review = escalated(), write(line=received(), stars=1)
    client.force_login(staff(EDITOR) if who == "editor" else UserFactory())
    picture = ComplaintPhoto.objects.get().pk
    for path in (f"keluhan/{complaint.pk}/", f"keluhan/{complaint.pk}/foto/{picture}/", f"ulasan/{review.pk}/"):
        assert client.get(f"/staf/{path}").status_code == 302
    said = {"solution": "nothing", "reason": "Fotonya jelas menunjukkan.", "tampilkan": ""}
    for path in (f"keluhan/{complaint.pk}/", f"ulasan/{review.pk}/"):
        assert client.post(f"/staf/{path}", said).status_code == 302
    review.refresh_from_db()
    assert (Complaint.objects.get().state, review.hidden_at) == ("escalated", None)
