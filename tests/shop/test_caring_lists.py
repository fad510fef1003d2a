import pytest
from django.core.cache import cache
from django.test import Client

from products.favourites.models import Favourite, StockNotice
from products.favourites.notices.ask import ask
from products.favourites.notices.links import stop_url
from products.shop.caring import lists
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
OWN = {"Origin": "http://testserver"}


@pytest.fixture
def shopper():
    return Client(enforce_csrf_checks=True, headers=OWN)


def keep(client, product):
    return client.post("/favorit/tambah/", {"produk": product.pk})


def shown(client, *products):
    html = client.get("/favorit/").content.decode()
    places = [html.find(f">{product.name}</a>") for product in products]
    return places == sorted(places) and -1 not in places


def test_a_visitor_keeps_favourites_in_a_signed_cookie(shopper, django_assert_num_queries):
    one, two = VariantFactory().product, VariantFactory().product
    assert 'action="/favorit/tambah/"' in shopper.get(one.get_absolute_url()).content.decode()
    response = keep(shopper, one)
    assert (response.status_code, response["Location"]) == (303, "/favorit/")
    keep(shopper, two)
    keep(shopper, two)
    with django_assert_num_queries(1):
        assert shown(shopper, two, one)
    shopper.post("/favorit/hapus/", {"produk": two.pk})
    assert not shown(shopper, two)
    shopper.cookies[lists.FAVOURITES] = f"[{two.pk}]"
    assert "Belum ada favorit." in shopper.get("/favorit/").content.decode()
    assert not Favourite.objects.exists()


def test_what_was_kept_before_signing_in_comes_along(shopper):
    person, products = UserFactory(), [ProductFactory() for _n in range(3)]
    Favourite.objects.create(user=person, product=products[0], added_at=products[0].created_at)
    for product in products[1:]:
        keep(shopper, product)
    shopper.force_login(person)
    assert shown(shopper, products[2], products[1], products[0])
    assert shopper.cookies[lists.FAVOURITES].value == ""
    assert set(person.favourites.values_list("product", flat=True)) == {product.pk for product in products}
    shopper.post("/favorit/hapus/", {"produk": products[0].pk})
    assert person.favourites.count() == 2


def test_another_site_cannot_add_and_nobody_adds_what_is_not_sold(shopper):
    product, hidden = ProductFactory(), ProductFactory(is_listed=False)
    shopper.force_login(UserFactory())
    assert (
        shopper.post("/favorit/tambah/", {"produk": product.pk}, headers={"Origin": "http://jahat.test"}).status_code
        == 403
    )
    assert keep(shopper, hidden).status_code == 404
    assert shopper.post("/favorit/tambah/", {"produk": "x"}).status_code == 404
    assert not Favourite.objects.exists()


def test_a_full_cookie_says_so_and_a_person_s_own_list_is_theirs(shopper, monkeypatch):
    monkeypatch.setattr(lists, "MOST_FAVOURITES", 2)
    monkeypatch.setattr("products.shop.caring.favourites_page.MOST_FAVOURITES", 2)
    products = [ProductFactory() for _n in range(3)]
    for product in products:
        response = keep(shopper, product)
    assert shown(shopper, products[1], products[0])
    assert response.status_code == 303
    other = UserFactory()
    Favourite.objects.create(user=other, product=products[2], added_at=products[2].created_at)
    shopper.force_login(UserFactory())
    shopper.post("/favorit/hapus/", {"produk": products[2].pk})
    assert other.favourites.count() == 1


def test_the_twelve_seen_last_are_remembered_and_forgotten(client, django_assert_num_queries):
    products = [VariantFactory().product for _n in range(14)]
    for product in products:
        client.get(product.get_absolute_url())
    client.get(products[5].get_absolute_url())
    kept = [int(number) for number in client.cookies[lists.SEEN].value.split("-")]
    expected = [products[5].pk, *(product.pk for product in reversed(products[2:]) if product != products[5])]
    assert kept == expected
    assert len(kept) == 12
    with django_assert_num_queries(1):
        html = client.get("/dilihat/").content.decode()
    assert html.index(f">{products[5].name}</a>") < html.index(f">{products[13].name}</a>")
    assert products[5].name in client.get("/keranjang/").content.decode()
    assert client.post("/dilihat/lupakan/", headers=OWN)["Location"] == "/dilihat/"
    assert client.cookies[lists.SEEN].value == ""
    client.cookies[lists.SEEN] = "1-2;DROP"
    assert "Belum ada produk yang Anda lihat." in client.get("/dilihat/").content.decode()


def test_a_stored_page_remembers_for_each_visitor_alone(settings):
    settings.PAGE_CACHE_SECONDS = 60
    product, other = VariantFactory().product, VariantFactory().product
    first, second = Client(), Client()
    first.get(other.get_absolute_url())
    one, two = first.get(product.get_absolute_url()), second.get(product.get_absolute_url())
    assert one.content == two.content
    assert one.cookies[lists.SEEN].value == f"{product.pk}-{other.pk}"
    assert two.cookies[lists.SEEN].value == str(product.pk)
    assert two["Cache-Control"] == "private, no-cache"
    assert "X-Seen-Product" not in two
    again = second.get(product.get_absolute_url())
    assert not again.cookies
    assert second.get("/produk/").cookies == {}
    stored = [value for key, value in cache._cache.items() if "page:" in str(key)]
    assert stored
    assert not any(b"dilihat=" in value for value in stored)


def test_an_empty_result_leads_to_what_was_seen(client):
    assert 'href="/dilihat/"' in client.get("/produk/?q=xyzxyz").content.decode()


def test_a_sold_out_variant_can_be_waited_for(shopper):
    variant = VariantFactory(stock=0, name="250 g")
    page = shopper.get(variant.product.get_absolute_url()).content.decode()
    assert f'href="/kabari/{variant.pk}/"' in page
    form = shopper.get(f"/kabari/{variant.pk}/").content.decode()
    assert "Anda setuju" in form
    assert "tautan untuk berhenti" in form
    response = shopper.post(f"/kabari/{variant.pk}/", {"contact": "0812 3456 7890"})
    assert (response.status_code, response["Location"]) == (303, variant.product.get_absolute_url())
    assert StockNotice.objects.get().to == "+6281234567890"
    bad = shopper.post(f"/kabari/{variant.pk}/", {"contact": "siti@"})
    assert bad.status_code == 400
    assert 'value="siti@"' in bad.content.decode()
    there = VariantFactory()
    assert shopper.get(f"/kabari/{there.pk}/")["Location"] == there.product.get_absolute_url()
    assert shopper.get("/kabari/999999/").status_code == 404


def test_the_account_s_contact_is_used_and_one_s_own_notice_can_be_stopped(shopper):
    variant, person = VariantFactory(stock=0), UserFactory(email="sri@contoh.id")
    shopper.force_login(person)
    shopper.post(f"/kabari/{variant.pk}/", {"contact": ""})
    notice = StockNotice.objects.get()
    assert (notice.to, notice.user) == ("sri@contoh.id", person)
    assert "Menunggu tersedia lagi" in shopper.get("/favorit/").content.decode()
    stranger = Client(headers=OWN)
    stranger.force_login(UserFactory())
    assert stranger.post(f"/kabari/{notice.pk}/batal/").status_code == 404
    assert Client(headers=OWN).post(f"/kabari/{notice.pk}/batal/").status_code == 404
    notice.refresh_from_db()
    assert notice.state == "waiting"
    assert shopper.post(f"/kabari/{notice.pk}/batal/").status_code == 303
    notice.refresh_from_db()
    assert notice.state == "stopped"


def test_asking_is_throttled(shopper):
    variants = [VariantFactory(stock=0) for _n in range(11)]
    codes = [shopper.post(f"/kabari/{variant.pk}/", {"contact": "siti@contoh.id"}).status_code for variant in variants]
    assert codes == [303] * 10 + [429]
    assert StockNotice.objects.count() == 10


def test_the_link_stops_only_when_pressed(shopper):
    ask(variant=VariantFactory(stock=0), contact="siti@contoh.id")
    link = stop_url("siti@contoh.id").removeprefix("http://testserver")
    assert "Hentikan semua kabar" in shopper.get(link).content.decode()
    assert StockNotice.objects.get().state == "waiting"
    assert shopper.get(link + "x").status_code == 404
    assert shopper.get("/kabari/berhenti/").status_code == 404
    assert shopper.post("/kabari/berhenti/", {"k": link.partition("?k=")[2]}).status_code == 303
    assert StockNotice.objects.get().state == "stopped"
