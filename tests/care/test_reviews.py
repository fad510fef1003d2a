import pytest
from django.core.files.storage import default_storage

from products.care.models import BusinessRating, ProductRating, Review, ReviewPhoto
from products.care.queries import business_rating, product_rating, reviews_of_product
from products.care.reviews.answer import answer
from products.care.reviews.hide import hide, unhide
from products.care.reviews.rating import Rating
from products.care.reviews.render import render_photo
from products.care.reviews.write import short_name, write
from products.orders.models import Order
from rumah.core.errors import Conflict, DomainError
from rumah.core.models import AuditEntry, OutboxMessage
from tests.factories.care import photo, received
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def fields(caught):
    return [problem.field for problem in caught.value.problems]


def test_a_received_line_is_reviewed_once_with_photos_and_counted():
    line, author = received(), UserFactory()
    review = write(
        line=line, stars=4, text="  Renyah.\r\nEnak sekali. ", photos=[photo(), photo("red"), photo()], author=author
    )
    assert (review.stars, review.text, review.author_name) == (4, "Renyah.\nEnak sekali.", "Siti A.")
    assert (review.product, review.business) == (line.variant.product, line.order.business)
    assert review.photos.count() == 2
    assert (product_rating(review.product_id), business_rating(review.business_id)) == (Rating(1, 4), Rating(1, 4))
    assert AuditEntry.objects.get(verb="care.review").data == {"stars": 4, "photos": 2}
    told = OutboxMessage.objects.get(dedupe_key=f"review:{review.pk}:seller")
    assert told.to == line.order.business.phone
    assert f"/toko-saya/{line.order.business.slug}/ulasan/" in told.body
    with pytest.raises(Conflict, match="sudah Anda ulas"):
        write(line=line, stars=1)
    assert Review.objects.count() == 1
    assert product_rating(review.product_id) == Rating(1, 4)


@pytest.mark.parametrize("upto", ["paid", "shipped"])
def test_what_is_not_received_cannot_be_reviewed(upto):
    line = received(upto=upto)
    files = set(default_storage.listdir("ulasan")[1]) if default_storage.exists("ulasan") else set()
    with pytest.raises(Conflict, match="setelah pesanan Anda terima"):
        write(line=line, stars=5, photos=[photo()])
    assert not Review.objects.exists()
    assert not ProductRating.objects.exists()
    assert (set(default_storage.listdir("ulasan")[1]) if default_storage.exists("ulasan") else set()) == files


def test_every_problem_is_told_at_once_and_nothing_is_kept():
    line = received()
    with pytest.raises(DomainError) as caught:
        write(line=line, stars=6, text="x" * 2001, photos=[photo(), b"GIF89a", b""])
    assert fields(caught) == ["stars", "text", "photos", "photos"]
    assert "Foto 2:" in str(caught.value.problems[2].message)
    with pytest.raises(DomainError) as caught:
        write(line=line, stars=0, photos=[photo()] * 5)
    assert fields(caught) == ["stars", "photos"]
    assert not Review.objects.exists()


def test_the_seller_answers_once_and_may_put_it_better():
    review, seller = write(line=received(), stars=2), UserFactory()
    with pytest.raises(DomainError):
        answer(review=review, text=" ", actor=seller)
    answer(review=review, text="Maaf, kami perbaiki.", actor=seller)
    answer(review=review, text="Maaf, kami ganti.", actor=seller)
    answer(review=review, text="Maaf, kami ganti.", actor=seller)
    review.refresh_from_db()
    assert review.answer == "Maaf, kami ganti."
    assert [row.data for row in AuditEntry.objects.filter(verb="care.answer_review").order_by("pk")] == [
        {"first": True}, {"first": False},
    ]  # fmt: skip
    assert OutboxMessage.objects.filter(dedupe_key=f"review:{review.pk}:answer:buyer", to="siti@contoh.id").count() == 1


def test_a_hidden_review_is_counted_out_and_back_in_once():
    line = received()
    review, staff = write(line=line, stars=5), UserFactory()
    other = write(line=received(line.variant), stars=2)
    with pytest.raises(DomainError):
        hide(review=review, reason="  ", actor=staff)
    for _turn in range(2):
        hide(review=review, reason="Memuat nomor telepon orang lain", actor=staff)
    assert product_rating(review.product_id) == Rating(1, 2)
    assert reviews_of_product(review.product_id).rows == [other]
    for _turn in range(2):
        unhide(review=review, actor=staff)
    assert product_rating(review.product_id) == business_rating(review.business_id) == Rating(2, 7)
    assert reviews_of_product(review.product_id).rows == [other, review]
    trail = AuditEntry.objects.filter(actor=staff).order_by("pk")
    assert [(row.verb, row.data) for row in trail] == [
        ("care.hide_review", {"reason": "Memuat nomor telepon orang lain"}), ("care.unhide_review", {}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "stars", "value"),
    [(0, 0, "0.0"), (1, 5, "5.0"), (3, 14, "4.7"), (3, 13, "4.3"), (4, 17, "4.3"), (20, 89, "4.5"), (7, 7, "1.0")],
)
def test_the_average_is_rounded_in_whole_tenths(count, stars, value):
    assert Rating(count, stars).value == value
    assert Rating(count, stars).text == value.replace(".", ",")


def test_reviews_come_newest_first_page_by_page_in_two_queries(django_assert_num_queries):
    variant = VariantFactory(stock=20)
    made = [write(line=received(variant, 1), stars=4, photos=[photo()]) for _turn in range(5)]
    write(line=received(), stars=1)
    seen, cursor = [], ""
    for expected in (2, 2, 1):
        with django_assert_num_queries(2):
            page = reviews_of_product(variant.product_id, cursor=cursor, size=2)
            assert [len(row.photos.all()) for row in page.rows] == [1] * expected
        seen, cursor = [*seen, *page.rows], page.next_cursor
    assert (seen, cursor) == (made[::-1], "")


def test_the_sizes_of_a_photo_are_rendered_once():
    review = write(line=received(), stars=4, photos=[photo()])
    row = ReviewPhoto.objects.get(review=review)
    render_photo(row.pk)
    row.refresh_from_db()
    first = row.renditions
    assert sorted(first) == ["card_320", "hero_960_webp"]
    assert default_storage.exists(first["card_320"]["name"])
    render_photo(row.pk)
    row.refresh_from_db()
    assert row.renditions == first
    render_photo(0)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Siti Aminah", "Siti A."), ("Sukarno", "Sukarno"), ("Ni Made Ayu", "Ni A."), ("x" * 90, "x" * 40)],
)
def test_a_name_is_shown_short(name, shown):
    assert short_name(name) == shown


def test_the_tables_refuse_what_the_verbs_would():
    from django.db import IntegrityError, transaction

    line = received()
    review = write(line=line, stars=3)
    for change in ({"stars": 0}, {"stars": 6}, {"hidden_at": review.created_at}, {"answer": "Ya"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**change)
    for model in (ProductRating, BusinessRating):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(stars=6)
    assert Order.objects.count() == 1
    assert product_rating(ProductFactory().pk) == Rating()
