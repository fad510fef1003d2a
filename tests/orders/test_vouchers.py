from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from products.orders.expire import cancel, expire
from products.orders.models import Purchase, Voucher, VoucherUse
from products.orders.paid import paid
from products.orders.place import Terms
from products.orders.splitting import split
from products.orders.vouchers import make as making
from products.orders.vouchers.give_back import give_back
from products.stock.models import StockLevel
from rumah.core import clock
from rumah.core.errors import Conflict, DomainError
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.orders import BUYER, SHIP, VoucherFactory, buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
OTHER = replace(BUYER, phone="0812 9999 8888")


def _counters(voucher):
    voucher.refresh_from_db()
    return voucher.uses, voucher.spent


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**10), min_size=1, max_size=30).filter(any))
def test_parts_sum_to_the_whole_and_none_is_more_than_its_weight(amount, weights):
    amount = min(amount, sum(weights))
    parts = split(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def test_the_larger_remainder_gets_the_odd_rupiah():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [1, 5, 3]) == [1, 6, 3]
    with pytest.raises(ValueError, match="nothing"):
        split(1, [0, 0])


def test_the_house_s_voucher_is_cut_over_all_sellers_and_frozen():
    voucher = VoucherFactory(value=10_000, code="RUMAH10")
    a, b, c = (VariantFactory(price=price) for price in (20_000, 30_000, 40_000))
    purchase = buy({a: 1, b: 1, c: 1}, delivery=SHIP, terms=Terms("rumah 10"))
    assert (purchase.discount, purchase.discount_by, purchase.total) == (10_000, "platform", 90_000 + 27_000 - 10_000)
    orders = list(purchase.orders.order_by("pk"))
    assert [(o.discount, o.discount_by) for o in orders] == [
        (2_222, "platform"), (3_333, "platform"), (4_445, "platform"),
    ]  # fmt: skip
    assert sum(order.total for order in orders) == purchase.total
    assert _counters(voucher) == (1, 10_000)
    use = VoucherUse.objects.get()
    assert (use.purchase, use.amount, use.phone) == (purchase, 10_000, purchase.buyer_phone)
    voucher.value = 1
    voucher.save()
    purchase.refresh_from_db()
    assert purchase.discount == 10_000


def test_a_seller_s_voucher_is_for_that_seller_s_goods_and_paid_by_them():
    mine, other = VariantFactory(price=20_000), VariantFactory(price=80_000)
    voucher = VoucherFactory(business=mine.product.business, kind="percent", value=25)
    purchase = buy({mine: 1, other: 1}, terms=Terms(voucher.code))
    assert (purchase.discount, purchase.discount_by) == (5_000, "seller")
    orders = purchase.orders.order_by("pk")
    assert [(o.discount, o.discount_by) for o in orders] == [(5_000, "seller"), (0, "")]


@pytest.mark.parametrize(
    ("terms", "price", "off"),
    [
        ({"value": 5_000}, 15_000, 5_000),
        ({"kind": "percent", "value": 10}, 15_555, 1_555),
        ({"kind": "percent", "value": 50, "cap": 2_000}, 15_000, 2_000),
        ({"value": 5_000, "cap": 3_000}, 15_000, 3_000),
        ({"value": 5_000, "minimum": 15_000}, 15_000, 5_000),
        ({"value": 5_000, "budget": 5_000, "max_uses": None}, 15_000, 5_000),
    ],
)
def test_what_it_takes_off(terms, price, off):
    purchase = buy({VariantFactory(price=price): 1}, terms=Terms(VoucherFactory(**terms).code))
    assert (purchase.discount, purchase.total) == (off, price - off)


def _refusal(terms, *, price=15_000, code=None):
    voucher = VoucherFactory(**terms)
    variant = VariantFactory(price=price, stock=3)
    with pytest.raises(Conflict) as caught:
        buy({variant: 1}, terms=Terms(code or voucher.code))
    assert [problem.field for problem in caught.value.problems] == ["voucher"]
    assert not Purchase.objects.exists()
    assert StockLevel.objects.get().reserved == 0
    before = terms.get("uses", 0), terms.get("spent", 0)
    assert _counters(voucher) == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"is_active": False}, "Kode voucher ini tidak dikenal."),
        ({"valid_from": clock.now() + timedelta(hours=1)}, "Voucher ini belum berlaku."),
        ({"valid_until": clock.now() - timedelta(hours=1)}, "Masa berlaku voucher ini sudah lewat."),
        ({"minimum": 15_001}, "Voucher ini berlaku mulai belanja Rp15.001."),
        ({"value": 15_000}, "Voucher ini menutup seluruh belanja."),
        ({"max_uses": 3, "uses": 3}, "Voucher ini sudah habis dipakai."),
        ({"max_uses": None, "budget": 9_000, "spent": 5_000}, "Voucher ini sudah habis dipakai."),
        ({"cap": 0}, "Voucher ini tidak mengurangi harga belanja ini."),
    ],
)
def test_where_it_takes_nothing_off_the_reason_is_told_and_nothing_is_held(terms, sentence):
    assert sentence in _refusal(terms)


def test_a_code_nobody_made_and_a_code_of_another_seller():
    assert _refusal({}, code="ENTAH") == "Kode voucher ini tidak dikenal."
    other = BusinessFactory(name="Bengkel")
    Voucher.objects.all().delete()
    StockLevel.objects.all().delete()
    assert _refusal({"business": other}) == "Voucher ini hanya untuk barang Bengkel."


def test_a_discount_that_is_no_longer_what_was_shown_is_told_and_not_charged():
    voucher = VoucherFactory(value=5_000)
    with pytest.raises(Conflict, match=r"Potongan voucher kini Rp5\.000"):
        buy({VariantFactory(): 1}, terms=Terms(voucher.code, seen_discount=6_000))
    assert buy({VariantFactory(): 1}, terms=Terms(voucher.code, seen_discount=5_000)).discount == 5_000


def test_a_buyer_is_known_by_phone_and_by_who_they_are():
    voucher, user = VoucherFactory(per_buyer=1), UserFactory()
    buy({VariantFactory(): 1}, buyer=replace(BUYER, user=user), terms=Terms(voucher.code))
    for again in (BUYER, replace(OTHER, user=user)):
        with pytest.raises(Conflict, match="Anda sudah memakai voucher ini"):
            buy({VariantFactory(): 1}, buyer=again, terms=Terms(voucher.code))
    assert buy({VariantFactory(): 1}, buyer=OTHER, terms=Terms(voucher.code)).discount == 5_000


def test_it_comes_back_once_when_the_purchase_expires_or_is_cancelled():
    voucher = VoucherFactory()
    expired = buy({VariantFactory(): 1}, terms=Terms(voucher.code))
    Purchase.objects.update(expires_at=clock.now())
    assert expire(purchase_id=expired.pk)
    assert _counters(voucher) == (0, 0)
    assert not expire(purchase_id=expired.pk)
    assert not give_back(purchase=expired)
    again = buy({VariantFactory(): 1}, terms=Terms(voucher.code))
    assert _counters(voucher) == (1, 5_000)
    cancel(purchase=again)
    cancel(purchase=again)
    assert _counters(voucher) == (0, 0)


@pytest.mark.parametrize(("left", "state", "counters"), [(True, "paid", (1, 5_000)), (False, "refund_due", (1, 5_000))])
def test_a_late_payment_takes_it_again_or_the_money_goes_back(left, state, counters):
    voucher = VoucherFactory(max_uses=1)
    variant = VariantFactory(stock=5)
    late = buy({variant: 1}, terms=Terms(voucher.code))
    Purchase.objects.update(expires_at=clock.now())
    expire(purchase_id=late.pk)
    if not left:
        buy({VariantFactory(): 1}, buyer=OTHER, terms=Terms(voucher.code))
    late.refresh_from_db()
    with transaction.atomic():
        assert paid(purchase=late, at=clock.now()) == state
    assert _counters(voucher) == counters
    shelf = StockLevel.objects.get(pk=variant.pk)
    assert (shelf.on_hand, shelf.reserved) == ((4, 0) if left else (5, 0))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "percent", "value": 101}, {"value": 0}, {"max_uses": None}, {"per_buyer": 0},
        {"budget": 10, "spent": 11}, {"uses": 11}, {"valid_until": clock.now() - timedelta(days=2)},
    ],
)  # fmt: skip
def test_the_table_refuses_what_no_voucher_can_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        VoucherFactory(**wrong)


@pytest.mark.parametrize("change", [{"discount": 1}, {"discount": 1, "total": 14_999}, {"discount_by": "seller"}])
def test_the_table_refuses_a_purchase_whose_discount_does_not_add_up(change):
    buy({VariantFactory(): 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        Purchase.objects.update(**change)


def _terms(**kwargs):
    now = clock.now()
    base = {"code": "hemat 10", "kind": "fixed", "value": 1_000, "max_uses": 5}
    return making.Terms(**{"valid_from": now, "valid_until": now + timedelta(days=1), **base, **kwargs})


def test_a_voucher_is_made_stopped_and_its_code_taken_once():
    voucher = making.make(terms=_terms(), business=None, actor=None)
    assert voucher.code == "HEMAT10"
    with pytest.raises(DomainError) as caught:
        making.make(terms=_terms(code="HEMAT10"), business=BusinessFactory(), actor=None)
    assert [p.field for p in caught.value.problems] == ["code"]
    for _ in range(2):
        making.stop(voucher=voucher, actor=None)
    with pytest.raises(Conflict):
        buy({VariantFactory(): 1}, terms=Terms("HEMAT10"))


def test_everything_wrong_with_a_voucher_is_told_at_once():
    now = clock.now()
    wrong = _terms(
        code="x!", kind="percent", value=101, valid_until=now - timedelta(days=1), per_buyer=0, max_uses=None, cap=0
    )
    with pytest.raises(DomainError) as caught:
        making.make(terms=wrong, business=None, actor=None)
    assert [p.field for p in caught.value.problems] == [
        "code", "value", "valid_until", "valid_until", "per_buyer", "cap", "budget",
    ]  # fmt: skip
    assert not Voucher.objects.exists()
