import time
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

from products.orders.cart import add, find, merge
from products.orders.found import found
from products.orders.models import Cart, CartLine, Order, Purchase
from products.stock.models import StockLevel
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import DeliverySettingsFactory
from tests.factories.people import UserFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NOBODY = AnonymousUser()
DETAILS = {"name": "Siti Aminah", "phone": "0812 3456 7890", "region": "Licin", "address": "Jalan Ijen 12, RT 2"}


def _quantities():
    return dict(CartLine.objects.values_list("variant_id", "quantity"))


@pytest.mark.parametrize("has_own", [True, False])
def test_signing_in_with_eight_tabs_open_takes_the_cart_along_once(has_own):
    user, shared, new = UserFactory(), VariantFactory(), VariantFactory()
    if has_own:
        add(token="", user=user, variant_id=shared.pk, quantity=2)
    loose = add(token="", user=NOBODY, variant_id=shared.pk, quantity=3)
    add(token=loose.token, user=NOBODY, variant_id=new.pk, quantity=1)
    results = crowd([partial(merge, token=loose.token, user=user)] * 8)
    assert {getattr(result, "user_id", result) for result in results} == {user.pk}
    assert _quantities() == {shared.pk: 5 if has_own else 3, new.pk: 1}
    assert Cart.objects.count() == 1


def _merge_without_lock(token, user):
    with transaction.atomic():
        loose = Cart.objects.filter(token=token, user=None).first()
        own = Cart.objects.get(user=user)
        if loose is None:
            return
        lines = list(loose.lines.all())
        time.sleep(0.02)
        for line in lines:
            own.lines.filter(variant=line.variant_id).update(quantity=F("quantity") + line.quantity)
        loose.delete()


def test_without_the_lock_the_pieces_would_be_counted_again():
    user, variant = UserFactory(), VariantFactory()
    add(token="", user=user, variant_id=variant.pk, quantity=2)
    loose = add(token="", user=NOBODY, variant_id=variant.pk, quantity=3)
    crowd([partial(_merge_without_lock, loose.token, user)] * 8)
    assert _quantities()[variant.pk] > 5


def test_pieces_put_in_while_signing_in_are_not_lost():
    user, variant, other = UserFactory(), VariantFactory(), VariantFactory()
    add(token="", user=user, variant_id=variant.pk, quantity=1)
    loose = add(token="", user=NOBODY, variant_id=variant.pk, quantity=1)
    tasks = [partial(merge, token=loose.token, user=user)] * 2
    tasks += [partial(add, token=loose.token, user=user, variant_id=v.pk, quantity=1) for v in [variant, other] * 4]
    results = crowd(tasks)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert _quantities() == {variant.pk: 6, other.pk: 4}
    assert find(token="", user=user) == Cart.objects.get()


@pytest.mark.parametrize("signed_in", [True, False])
def test_eight_presses_of_the_same_button_at_once_are_all_counted(signed_in):
    user, variant = UserFactory(), VariantFactory()
    token = "" if signed_in else add(token="", user=NOBODY, variant_id=variant.pk, quantity=1).token
    press = partial(add, token=token, user=user if signed_in else NOBODY, variant_id=variant.pk, quantity=1)
    results = crowd([press] * 8)
    assert {type(result) for result in results} == {Cart}
    assert _quantities() == {variant.pk: 8 if signed_in else 9}


def _shopper(cookies=None):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    if cookies:
        client.cookies.load({name: cookies[name].value for name in cookies})
    return client


def _sealed(client, **details):
    client.post("/bayar/", {**DETAILS, "delivery": "ship", **details})
    page = client.get("/bayar/periksa/").content.decode()
    return page.split('name="pesanan" value="')[1].split('"')[0]


def _tabs(second):
    """Two tabs of one visitor: the same cart, each with a second screen of its own; cash, so no provider is asked."""
    found()
    variant = VariantFactory(stock=10)
    DeliverySettingsFactory(business=variant.product.business, cash=True)
    first = _shopper()
    first.post("/keranjang/tambah/", {"variant": variant.pk, "quantity": 2})
    tab = _shopper(first.cookies)
    offers = [(first, _sealed(first)), (tab, _sealed(tab, **second))]

    def press(client, offer):
        response = client.post("/bayar/periksa/", {"pesanan": offer, "cara": "cod"})
        connection.close()
        return response["Location"]

    return crowd([partial(press, client, offer) for client, offer in offers] * 4)


@pytest.mark.parametrize("second", [{}, {"address": "Jalan Lain 9, RT 1"}])
def test_two_tabs_that_place_one_cart_make_one_purchase_and_both_lead_to_it(second):
    results = _tabs(second)
    purchase = Purchase.objects.get()
    assert {result.split("?")[0] for result in results} == {f"/pesanan/{purchase.number}/"}
    assert Order.objects.count() == 1
    assert StockLevel.objects.get().on_hand == 8
    assert not CartLine.objects.exists()


def test_a_key_of_its_own_for_every_tab_would_make_two(monkeypatch):
    from itertools import count

    from products.orders.cart import CartView

    numbers = count()
    monkeypatch.setattr(CartView, "key", property(lambda _view: f"tab-{next(numbers)}"))
    _tabs({})
    assert Purchase.objects.count() == 2
