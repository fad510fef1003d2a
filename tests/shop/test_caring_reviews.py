import json
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from products.care.models import Review, ReviewPhoto
from products.care.reviews.answer import answer
from products.care.reviews.hide import hide
from products.care.reviews.render import render_photo
from products.care.reviews.write import write
from products.orders.links import purchase_path, purchase_token
from tests.factories.care import photo, received
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def address(line):
    number = line.order.purchase.number
    return f"/pesanan/{number}/ulas/{line.pk}/", purchase_token(number)


def test_a_guest_writes_a_review_with_photos():
    line, client = received(), Client(enforce_csrf_checks=True)
    path, token = address(line)
    html = client.get(path, {"t": token}).content.decode()
    assert "dengan nama Siti A." in html
    files = [SimpleUploadedFile(f"{n}.jpg", photo(colour), "image/jpeg") for n, colour in enumerate(("red", "blue"))]
    data = {"t": token, "stars": "4", "text": "Enak", "photos": files}
    response = client.post(path, data, headers={"Origin": "null"})
    assert (response.status_code, response["Location"]) == (303, purchase_path(line.order.purchase))
    review = Review.objects.get()
    assert (review.stars, review.text, review.author, review.photos.count()) == (4, "Enak", None, 2)


def test_who_is_signed_in_is_the_author(client):
    line, person = received(), UserFactory()
    client.force_login(person)
    path, token = address(line)
    client.post(path, {"t": token, "stars": "5"})
    assert Review.objects.get().author == person


def test_what_was_typed_comes_back_with_every_problem(client):
    line = received()
    path, token = address(line)
    bad = SimpleUploadedFile("x.jpg", b"GIF89a", "image/jpeg")
    response = client.post(path, {"t": token, "text": "Renyah sekali", "photos": [bad]})
    html = response.content.decode()
    assert response.status_code == 400
    for words in ("<title>Galat:", "Pilih 1 sampai 5 bintang.", "Foto 1: Jenis berkas ini tidak diterima.", ">\nRenyah sekali</textarea>"):  # fmt: skip
        assert words in html, words
    assert not Review.objects.exists()


def test_a_line_of_another_purchase_is_not_there(client):
    mine, other = received(), received()
    token = purchase_token(mine.order.purchase.number)
    path = f"/pesanan/{mine.order.purchase.number}/ulas/{other.pk}/"
    assert client.get(path, {"t": token}).status_code == 404
    assert client.post(path, {"t": token, "stars": "1"}).status_code == 404
    assert not Review.objects.exists()


def test_the_product_page_shows_average_count_and_newest_and_says_the_same_to_programs(
    client, django_assert_num_queries
):
    variant = VariantFactory(stock=30)
    for stars in (5, 5, 4, 3):
        write(line=received(variant, 1), stars=stars, text=f"Bintang {stars}", photos=[photo()])
    for row in ReviewPhoto.objects.all():
        render_photo(row.pk)
    newest = Review.objects.latest("pk")
    answer(review=newest, text="Terima kasih atas masukannya.", actor=None)
    product = variant.product
    client.get(product.get_absolute_url())
    cache.delete(f"catalogue:newest:{product.business_id}")
    with django_assert_num_queries(6):
        client.get(product.get_absolute_url())
    with django_assert_num_queries(5):
        html = client.get(product.get_absolute_url()).content.decode()
    assert html.count("4,3 dari 5 · 4 ulasan") == 2
    assert "Terima kasih atas masukannya." in html
    assert html.count('class="stack review"') == 3
    assert f'href="/produk/{product.slug}/ulasan/"' in html
    assert 'alt="Foto 1 dari Siti A."' in html
    blocks = [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    ]
    assert blocks[0]["@graph"][0]["aggregateRating"] == {
        "@type": "AggregateRating", "ratingValue": "4.3", "reviewCount": 4, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    profile = client.get(product.business.get_absolute_url()).content.decode()
    assert "4,3 dari 5 · 4 ulasan" in profile


def test_without_reviews_nothing_is_claimed(client):
    product = VariantFactory().product
    html = client.get(product.get_absolute_url()).content.decode()
    assert "Belum ada ulasan." in html
    assert "aggregateRating" not in html


def test_all_reviews_page_by_page(client, django_assert_num_queries):
    variant = VariantFactory(stock=100)
    for number in range(22):
        write(line=received(variant, 1), stars=5, text=f"Ulasan ke-{number}.")
    hide(review=Review.objects.latest("pk"), reason="Bukan tentang barangnya", actor=None)
    path = f"{variant.product.get_absolute_url()}ulasan/"
    with django_assert_num_queries(4):
        first = client.get(path).content.decode()
    assert "Ulasan ke-21." not in first
    assert first.count('class="stack review"') == 20
    assert "5,0 dari 5 · 21 ulasan" in first
    more = re.search(r'href="([^"]+)" rel="next"', first)[1]
    second = client.get(more).content.decode()
    assert second.count('class="stack review"') == 1
    assert "Ulasan ke-0." in second
    type(variant.product).objects.update(is_listed=False)
    assert client.get(path).status_code == 404


def test_a_hidden_review_is_gone_from_stored_pages_at_once(client, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    variant = VariantFactory(stock=30)
    review = write(line=received(variant, 1), stars=1, text="Nomor saya 0812")
    path = variant.product.get_absolute_url()
    assert "Nomor saya 0812" in client.get(path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        hide(review=review, reason="Memuat nomor telepon", actor=None)
    assert "Nomor saya 0812" not in client.get(path).content.decode()


def test_words_of_a_reviewer_are_words_and_no_markup(client):
    variant = VariantFactory()
    write(line=received(variant, 1), stars=1, text="<script>alert(1)</script>")
    html = client.get(variant.product.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
