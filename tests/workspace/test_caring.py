import pytest

from products.care.complaints.file import complain
from products.care.models import Complaint, ComplaintPhoto, Review
from products.care.reviews.hide import hide
from products.care.reviews.write import write
from products.payments.models import Refund
from rumah.businesses.states import Role
from tests.factories.businesses import MembershipFactory
from tests.factories.care import photo, received
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TEXT = "Dua bungkus sobek dan isinya lembap."


@pytest.fixture
def shop():
    return MembershipFactory(business__name="Dapur").business


def sold(shop, **kwargs):
    return received(VariantFactory(product__business=shop, product__name="Keripik", stock=50), **kwargs)


def owner(shop):
    return shop.memberships.get(role=Role.OWNER).user


def opened(shop, **kwargs):
    line = sold(shop, upto="shipped")
    said = {"reason": "damaged", "text": TEXT, "wish": "refund_part", "amount": 10_000, "photos": [photo()], **kwargs}
    return complain(line=line, **said)


def test_the_seller_answers_reviews_and_may_put_the_answer_better(client, shop, django_assert_max_num_queries):
    review = write(line=sold(shop), stars=2, text="Kurang renyah")
    write(line=received(), stars=1, text="Toko lain")
    client.force_login(owner(shop))
    with django_assert_max_num_queries(6):
        html = client.get(f"/toko-saya/{shop.slug}/ulasan/").content.decode()
    assert "Kurang renyah" in html
    assert "Toko lain" not in html
    refused = client.post(f"/toko-saya/{shop.slug}/ulasan/{review.pk}/jawab/", {"text": "x"})
    assert (refused.status_code, ">x</textarea>" in refused.content.decode()) == (400, True)
    for text in ("Maaf, kami perbaiki.", "Maaf, kami ganti."):
        client.post(f"/toko-saya/{shop.slug}/ulasan/{review.pk}/jawab/", {"text": text})
    review.refresh_from_db()
    assert review.answer == "Maaf, kami ganti."
    hide(review=review, reason="Memuat nomor telepon", actor=None)
    assert "Memuat nomor telepon" in client.get(f"/toko-saya/{shop.slug}/ulasan/").content.decode()


def test_the_seller_sees_a_complaint_and_grants_it(client, shop, django_assert_max_num_queries):
    complaint = opened(shop)
    client.force_login(owner(shop))
    with django_assert_max_num_queries(6):
        listed = client.get(f"/toko-saya/{shop.slug}/keluhan/").content.decode()
    assert complaint.order.number in listed
    path = f"/toko-saya/{shop.slug}/keluhan/{complaint.pk}/"
    html = client.get(path).content.decode()
    for words in (TEXT, "uang kembali sebagian", "Rp10.000", "0812-3456-7890", f"{path}foto/"):
        assert words in html, words
    picture = client.get(f"{path}foto/{ComplaintPhoto.objects.get().pk}/")
    assert (picture.status_code, picture["Cache-Control"]) == (200, "private, no-store")
    refused = client.post(path, {"offer": "refund_part", "amount": "Rp 90.000", "text": "Baik"})
    assert (refused.status_code, 'value="Rp 90.000"' in refused.content.decode()) == (400, True)
    assert client.post(path, {"offer": "refund_part", "amount": "10.000"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, Refund.objects.get().amount) == ("resolved", 10_000)


@pytest.mark.parametrize("who", ["nobody", "another owner", "the buyer"])
def test_strangers_see_and_change_nothing(client, shop, who):
    complaint, review = opened(shop), write(line=sold(shop), stars=2)
    if who != "nobody":
        client.force_login(MembershipFactory().user if who == "another owner" else UserFactory())
    wanted = {302} if who == "nobody" else {404}
    base = f"/toko-saya/{shop.slug}/"
    picture = ComplaintPhoto.objects.get().pk
    for what in ("ulasan/", "keluhan/", f"keluhan/{complaint.pk}/", f"keluhan/{complaint.pk}/foto/{picture}/"):
        assert client.get(base + what).status_code in wanted, what
    said = {"offer": "refund_all", "text": "Baik, kami kembalikan."}
    assert client.post(f"{base}keluhan/{complaint.pk}/", said).status_code in wanted
    assert client.post(f"{base}ulasan/{review.pk}/jawab/", said).status_code in wanted
    assert (Complaint.objects.get().state, Review.objects.get().answer) == ("open", "")


def test_another_shop_s_complaint_is_not_there_under_one_s_own_name(client, shop):
    other = MembershipFactory().business
    complaint, review = opened(other), write(line=sold(other), stars=2)
    client.force_login(owner(shop))
    picture = ComplaintPhoto.objects.get().pk
    base = f"/toko-saya/{shop.slug}/"
    assert client.get(f"{base}keluhan/{complaint.pk}/").status_code == 404
    assert client.get(f"{base}keluhan/{complaint.pk}/foto/{picture}/").status_code == 404
    assert client.post(f"{base}keluhan/{complaint.pk}/", {"offer": "refund_all"}).status_code == 404
    assert client.post(f"{base}ulasan/{review.pk}/jawab/", {"text": "Terima kasih"}).status_code == 404
    assert (Complaint.objects.get().state, Review.objects.get().answer) == ("open", "")


def test_the_seller_cannot_complete_what_a_complaint_holds(client, shop):
    complaint = opened(shop)
    client.force_login(owner(shop))
    client.post(f"/toko-saya/{shop.slug}/pesanan/{complaint.order.number}/selesai/")
    complaint.order.refresh_from_db()
    assert complaint.order.fulfilment == "shipped"
