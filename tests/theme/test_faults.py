"""Pages of trouble: each says what happened and what to do next, and loses nothing that was typed."""

import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.redirects.models import Redirect

from products.catalogue.models import NEVER, Product
from products.catalogue.refresh import refresh_products
from products.catalogue.states import Status
from rumah.businesses.search import index_businesses
from rumah.businesses.states import Standing
from rumah.core.views import bad_request, server_error, too_many
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory

OWN = {"Sec-Fetch-Site": "same-origin"}


def _fails():
    raise AssertionError("asked who is there")


@pytest.fixture
def lonely():
    """A request of a visitor, from which nobody may ask the database."""
    request = RequestFactory().get("/produk/x/")
    request.user = SimpleLazyObject(_fails)
    return request


def test_each_kind_names_itself_and_a_next_step(lonely):
    for status, response, words in (
        (400, bad_request(lonely, ValueError()), "Alamat ini tidak dapat dibaca"),
        (413, bad_request(lonely, RequestDataTooBig()), "Kiriman terlalu besar"),
        (429, too_many(lonely), "Terlalu banyak permintaan"),
        (500, server_error(lonely), "Ada yang rusak di pihak kami"),
    ):
        page = response.content.decode()
        assert response.status_code == status
        assert f"<h1>{words}</h1>" in page
        assert 'class="button" href="/' in page
        assert '<input id="cari" type="search" name="q"' in page
        assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_fault_of_ours_shows_the_id_by_which_it_is_found(monkeypatch):
    monkeypatch.setattr("products.shop.browse.catalogue_page.context", lambda _asked: 1 / 0)
    response = Client(raise_request_exception=False).get("/produk/", headers={"X-Request-ID": "kejadian-0001"})
    assert response.status_code == 500
    assert '<span class="number">kejadian-0001</span>' in response.content.decode()


@pytest.mark.django_db
def test_a_wrong_method_gets_words_for_people_and_none_for_programs():
    response = Client().post("/produk/", headers={"Accept": "text/html"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "Halaman ini tidak dibuka dengan cara itu" in response.content.decode()
    bare = Client().post("/produk/", headers={"Accept": "application/json"})
    assert (bare.status_code, bare.content) == (405, b"")


@pytest.mark.django_db
def test_an_address_of_words_leads_to_what_is_like_it(django_assert_max_num_queries):
    made = [VariantFactory(product__name=name).product for name in ("Keripik Pisang Manis", "Kopi Robusta")]
    refresh_products([product.pk for product in made])
    with django_assert_max_num_queries(12):
        response = Client().get("/produk/keripik-pisang-asin-7k2pq/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Keripik Pisang Manis" in page
    assert "Kopi Robusta" not in page
    assert 'value="keripik pisang asin"' in page
    business = BusinessFactory(name="Dapur Melati")
    index_businesses([business.pk])
    assert f'href="/usaha/{business.slug}/"' in Client().get("/usaha/dapur-melati-lama/").content.decode()
    with django_assert_max_num_queries(0):
        assert Client().get("/wp-login.php").status_code in (301, 404)


@pytest.mark.django_db
def test_what_is_gone_says_so_with_others_and_what_never_was_shown_stays_unknown():
    product, other = (VariantFactory(product__name=f"Sale Pisang {n}", product__slug=f"sale-pisang-{n}").product for n in (1, 2))  # fmt: skip
    refresh_products([product.pk, other.pk])
    row = Product.objects.filter(pk=product.pk)
    row.update(status=Status.ARCHIVED, is_listed=False)
    gone = Client().get("/produk/sale-pisang-1/")
    assert (gone.status_code, "Produk ini tidak dijual lagi" in gone.content.decode()) == (410, True)
    assert 'href="/produk/sale-pisang-2/"' in gone.content.decode()
    row.update(status=Status.DRAFT)
    away = Client().get("/produk/sale-pisang-1/")
    assert (away.status_code, "Produk ini sedang tidak dijual" in away.content.decode()) == (404, True)
    row.update(listed_at=NEVER)
    assert "Halaman tidak ditemukan" in Client().get("/produk/sale-pisang-1/").content.decode()


@pytest.mark.django_db
def test_a_suspended_business_says_that_it_rests_and_not_why():
    business = BusinessFactory(name="Dapur Melati", slug="dapur-melati")
    type(business).objects.update(standing=Standing.SUSPENDED, standing_reason="Izin palsu")
    response = Client().get("/usaha/dapur-melati/")
    assert response.status_code == 410
    assert "Usaha ini sedang tidak tampil" in response.content.decode()
    assert "Izin palsu" not in response.content.decode()
    type(business).objects.update(standing=Standing.DRAFT, verified_at=None)
    assert Client().get("/usaha/dapur-melati/").status_code == 404


@pytest.mark.django_db
def test_a_guide_whose_address_changed_is_led_to():
    Redirect.objects.create(old_path="/panduan/foto-lama", redirect_link="/panduan/foto-baru/")
    response = Client().get("/panduan/foto-lama/")
    assert (response.status_code, response["Location"]) == (301, "/panduan/foto-baru/")


@pytest.mark.django_db
def test_a_post_from_an_old_page_of_ours_can_be_sent_once_more_without_its_secrets():
    client = Client(enforce_csrf_checks=True)
    sent = {"name": 'Rina "Kusuma"', "tags": ["a", "b"], "password": "rahasia", "csrfmiddlewaretoken": "lama"}
    response = client.post("/akun/daftar/?next=/favorit/", sent, headers=OWN)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Halaman sudah terlalu lama terbuka" in page
    assert '<form method="post" action="/akun/daftar/?next=/favorit/">' in page
    assert '<input type="hidden" name="name" value="Rina &quot;Kusuma&quot;">' in page
    assert re.findall(r'name="tags" value="(\w)"', page) == ["a", "b"]
    assert "rahasia" not in page
    assert "Kata sandi dan berkas perlu diisi lagi" in page
    assert len(re.findall('name="csrfmiddlewaretoken" value="[^"]+"', page)) == 1
    assert client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://jahat.example"}, {}])
def test_a_post_from_elsewhere_is_never_one_press_away(headers):
    response = Client(enforce_csrf_checks=True).post("/akun/daftar/", {"name": "Rina"}, headers=headers)
    assert response.status_code == 403
    assert "Rina" not in response.content.decode()
