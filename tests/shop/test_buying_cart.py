import pytest
from django.conf import settings
from django.test import Client

from products.orders.cart import add
from products.orders.found import found
from products.orders.models import Cart, CartLine
from products.orders.shipping import known_zones
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CART = settings.CART_COOKIE_NAME


@pytest.fixture
def shopper() -> Client:
    found()
    known_zones()
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def _put(client, variant, quantity=1):
    return client.post("/keranjang/tambah/", {"variant": variant.pk, "quantity": quantity})


def _quantities():
    return dict(CartLine.objects.values_list("variant_id", "quantity"))


def test_an_empty_cart_says_so_makes_no_row_and_leaves_no_cookie(shopper, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = shopper.get("/keranjang/")
    assert "Keranjang Anda masih kosong." in response.content.decode()
    assert not response.cookies
    assert not Cart.objects.exists()
    assert response["Cache-Control"] == "no-store, private"


def test_the_first_piece_leaves_a_secret_in_a_safe_cookie(shopper):
    variant = VariantFactory()
    response = _put(shopper, variant, 2)
    assert (response.status_code, response["Location"]) == (303, "/keranjang/")
    cookie = response.cookies[CART]
    assert cookie.value == Cart.objects.get().token
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert _quantities() == {variant.pk: 2}
    page = shopper.get("/keranjang/").content.decode()
    assert "Barang sudah masuk keranjang." in page
    assert CART not in _put(shopper, variant).cookies


def test_a_page_of_another_site_cannot_fill_the_cart():
    variant = VariantFactory()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://jahat.example"}, {}):
        assert Client(headers=headers).post("/keranjang/tambah/", {"variant": variant.pk}).status_code == 403
    assert not Cart.objects.exists()


@pytest.mark.parametrize("data", [{}, {"variant": "x"}, {"variant": "9" * 30}, {"variant": "1", "quantity": "dua"}])
def test_what_cannot_be_read_gets_a_sentence(shopper, data):
    response = shopper.post("/keranjang/tambah/", data)
    assert (response.status_code, response["Location"]) == (303, "/keranjang/")
    page = shopper.get("/keranjang/").content.decode()
    assert "Pilih varian yang ingin dibeli." in page or "Tulis jumlah dengan angka." in page
    assert not Cart.objects.exists()


def test_what_is_not_sold_gets_a_sentence(shopper):
    hidden = VariantFactory(product=ProductFactory(is_listed=False))
    _put(shopper, hidden)
    assert "Produk ini tidak dijual lagi." in shopper.get("/keranjang/").content.decode()
    assert not Cart.objects.exists()


def test_the_cart_is_shown_by_seller_with_live_prices(shopper, django_assert_num_queries):
    first = VariantFactory(price=15_000, product__name="Keripik", product__business=BusinessFactory(name="Dapur"))
    second = VariantFactory(price=40_000, stock=1, product__business=BusinessFactory(name="Bengkel"))
    _put(shopper, first, 2)
    _put(shopper, second, 3)
    first.price = 16_000
    first.save()
    shopper.get("/keranjang/")
    with django_assert_num_queries(2):
        page = shopper.get("/keranjang/").content.decode()
    for text in ("Dapur", "Bengkel", "Rp32.000", "Rp152.000", "Harga berubah dari Rp15.000.", "Stok tinggal 1."):
        assert text in page
    assert "Galat" not in page


def test_a_signed_in_person_s_cart_takes_four_queries(shopper, django_assert_num_queries):
    user, variant = UserFactory(), VariantFactory()
    add(token="", user=user, variant_id=variant.pk, quantity=1)
    shopper.force_login(user)
    with django_assert_num_queries(4):
        response = shopper.get("/keranjang/")
    assert variant.product.name in response.content.decode()
    assert response.wsgi_request.cart_count == 1


def test_signing_in_takes_the_cart_along_and_the_cookie_back(shopper):
    user, variant = UserFactory(), VariantFactory()
    _put(shopper, variant, 2)
    shopper.force_login(user)
    response = shopper.get("/keranjang/")
    assert variant.product.name in response.content.decode()
    assert response.cookies[CART].value == ""
    assert Cart.objects.get().user == user
    shopper.logout()
    assert variant.product.name not in shopper.get("/keranjang/").content.decode()


def test_quantities_change_and_zero_or_remove_takes_out(shopper):
    one, two, three = (VariantFactory() for _ in range(3))
    for variant in (one, two, three):
        _put(shopper, variant)
    a, b, c = CartLine.objects.order_by("pk")
    response = shopper.post(
        "/keranjang/ubah/", {f"jumlah-{a.pk}": "4", f"jumlah-{b.pk}": "0", f"jumlah-{c.pk}": "2", "hapus": str(c.pk)}
    )
    assert (response.status_code, response["Location"]) == (303, "/keranjang/")
    assert _quantities() == {one.pk: 4}


def test_going_on_to_pay_keeps_what_was_typed(shopper):
    variant = VariantFactory()
    _put(shopper, variant)
    line = CartLine.objects.get()
    response = shopper.post("/keranjang/ubah/", {f"jumlah-{line.pk}": "3", "lanjut": "1"})
    assert (response.status_code, response["Location"]) == (303, "/bayar/")
    assert _quantities() == {variant.pk: 3}


@pytest.mark.parametrize("typed", ["", "dua", "-1", "1000", "1,5"])
def test_a_wrong_number_changes_nothing_and_stays_to_be_mended(shopper, typed):
    one, two = VariantFactory(), VariantFactory()
    _put(shopper, one)
    _put(shopper, two)
    a, b = CartLine.objects.order_by("pk")
    response = shopper.post("/keranjang/ubah/", {f"jumlah-{a.pk}": typed, f"jumlah-{b.pk}": "7"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Galat: Keranjang" in page
    assert "Tulis jumlah antara 0 dan 999." in page
    assert f'value="{typed}" aria-invalid="true"' in page
    assert 'value="7"' in page
    assert _quantities() == {one.pk: 1, two.pk: 1}


def test_a_stranger_cannot_change_a_cart(shopper):
    variant = VariantFactory()
    _put(shopper, variant)
    line = CartLine.objects.get()
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    _put(stranger, VariantFactory())
    stranger.post("/keranjang/ubah/", {f"jumlah-{line.pk}": "9", "hapus": str(line.pk)})
    line.refresh_from_db()
    assert line.quantity == 1
