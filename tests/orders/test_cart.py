import pytest
from django.contrib.auth.models import AnonymousUser

from products.orders.cart import add, empty, find, merge, read, set_quantities
from products.orders.models import Cart, CartLine
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def _quantities(cart):
    return dict(CartLine.objects.filter(cart=cart).values_list("variant_id", "quantity"))


def test_the_first_piece_makes_the_cart_and_the_next_finds_it():
    one, two = VariantFactory(), VariantFactory()
    cart = add(token="", user=NOBODY, variant_id=one.pk, quantity=1)
    assert len(cart.token) == 43
    again = add(token=cart.token, user=NOBODY, variant_id=one.pk, quantity=2)
    add(token=cart.token, user=NOBODY, variant_id=two.pk, quantity=1)
    assert again.pk == cart.pk
    assert _quantities(cart) == {one.pk: 3, two.pk: 1}


def test_a_token_we_never_gave_out_opens_nothing_and_is_not_taken_over():
    cart = add(token="guessed", user=NOBODY, variant_id=VariantFactory().pk, quantity=1)
    assert cart.token != "guessed"
    assert find(token="guessed", user=NOBODY) is None
    assert find(token="", user=NOBODY) is None


def test_a_line_never_grows_above_the_limit():
    variant = VariantFactory()
    cart = add(token="", user=NOBODY, variant_id=variant.pk, quantity=998)
    add(token=cart.token, user=NOBODY, variant_id=variant.pk, quantity=5)
    assert _quantities(cart) == {variant.pk: 999}


@pytest.mark.parametrize("quantity", [0, -3, 1_000])
def test_an_impossible_number_makes_no_cart(quantity):
    with pytest.raises(DomainError):
        add(token="", user=NOBODY, variant_id=VariantFactory().pk, quantity=quantity)
    assert not Cart.objects.exists()


def test_what_is_not_sold_cannot_be_put_aside():
    hidden = VariantFactory(product=ProductFactory(is_listed=False))
    with pytest.raises(Conflict):
        add(token="", user=NOBODY, variant_id=hidden.pk, quantity=1)
    assert not Cart.objects.exists()


def test_the_cart_shows_live_prices_by_seller_and_what_is_wrong(django_assert_num_queries):
    first, second = BusinessFactory(), BusinessFactory()
    a = VariantFactory(product__business=first, price=10_000, stock=1)
    b = VariantFactory(product__business=second, price=5_000)
    c = VariantFactory(product__business=first, price=1_000)
    cart = add(token="", user=NOBODY, variant_id=a.pk, quantity=2)
    add(token=cart.token, user=NOBODY, variant_id=b.pk, quantity=1)
    add(token=cart.token, user=NOBODY, variant_id=c.pk, quantity=1)
    c.product.is_listed = False
    c.product.save()
    with django_assert_num_queries(1):
        view = read(cart)
        sellers = [(business, [line.variant for line in lines]) for business, lines in view.sellers]
        problems = {line.variant_id: view.problems.get(line.pk) for line in view.lines}
    assert sellers == [(first, [a, c]), (second, [b])]
    assert problems == {a.pk: "Stok tinggal 1.", b.pk: None, c.pk: "Produk ini tidak dijual lagi."}
    assert (view.items_total, view.count) == (26_000, 4)
    assert [(line.variant_id, line.quantity, line.seen_price) for line in view.as_lines] == [
        (a.pk, 2, 10_000), (c.pk, 1, 1_000), (b.pk, 1, 5_000),
    ]  # fmt: skip


def test_quantities_are_set_and_zero_takes_out_but_never_in_another_cart():
    one, two = VariantFactory(), VariantFactory()
    mine = add(token="", user=NOBODY, variant_id=one.pk, quantity=1)
    add(token=mine.token, user=NOBODY, variant_id=two.pk, quantity=1)
    other = add(token="", user=NOBODY, variant_id=one.pk, quantity=4)
    (first, second), (foreign,) = mine.lines.order_by("pk"), other.lines.all()
    set_quantities(cart=mine, quantities={first.pk: 7, second.pk: 0, foreign.pk: 0})
    assert _quantities(mine) == {one.pk: 7}
    assert _quantities(other) == {one.pk: 4}


def test_what_was_bought_leaves_the_cart():
    one, two = VariantFactory(), VariantFactory()
    cart = add(token="", user=NOBODY, variant_id=one.pk, quantity=1)
    add(token=cart.token, user=NOBODY, variant_id=two.pk, quantity=5)
    # Three more of the second were put aside in another tab while the purchase was placed.
    empty(cart=cart, bought={one.pk: 1, two.pk: 2})
    assert _quantities(cart) == {two.pk: 3}


def test_signing_in_takes_the_cart_along():
    user, variant = UserFactory(), VariantFactory()
    loose = add(token="", user=NOBODY, variant_id=variant.pk, quantity=2)
    own = merge(token=loose.token, user=user)
    assert own.pk == loose.pk
    assert find(token="", user=user) == own
    # The cookie left behind on a shared phone no longer opens it.
    assert find(token=loose.token, user=NOBODY) is None


def test_signing_in_adds_to_the_cart_that_is_there():
    user, shared, new = UserFactory(), VariantFactory(), VariantFactory()
    own = add(token="", user=user, variant_id=shared.pk, quantity=2)
    loose = add(token="", user=NOBODY, variant_id=shared.pk, quantity=998)
    add(token=loose.token, user=NOBODY, variant_id=new.pk, quantity=1)
    assert merge(token=loose.token, user=user) == own
    assert merge(token=loose.token, user=user) == own
    assert _quantities(own) == {shared.pk: 999, new.pk: 1}
    assert Cart.objects.count() == 1
