"""The buyer's bank account: asked for only while a refund waits, behind the purchase's signed link."""

import pytest
from django.db import transaction
from django.test import Client

from products.orders.expire import expire
from products.orders.links import purchase_path, purchase_token
from products.orders.models import Purchase
from products.orders.place import Terms
from products.payments.cash_received import cash_received
from products.payments.models import Refund
from products.payments.queries import payment_status
from products.payments.refund import refund
from products.payments.refund_send import apply
from products.payments.refund_states import RefundState
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.money import attempt_for, bought, money_comes
from tests.factories.orders import SHIP, DeliverySettingsFactory, buy
from tests.factories.selling import shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchase():
    made, (order,) = bought({VariantFactory(price=30_000): 1})
    with transaction.atomic():
        refund(purchase=made, order=order, amount=10_000, reason="Rusak", key="k")
    return made


def _post(purchase, **kwargs):
    data = {"t": purchase_token(purchase.number), "bank": "BRI", "number": "1234567890", "holder": "Siti", **kwargs}
    return Client().post(f"/pesanan/{purchase.number}/rekening/", data)


def test_nothing_is_asked_while_the_provider_gives_it_back(purchase):
    assert "/rekening/" not in Client().get(purchase_path(purchase)).content.decode()
    assert _post(purchase).status_code == 404


def test_the_page_asks_and_keeps(purchase):
    Refund.objects.update(state="manual")
    page = Client().get(purchase_path(purchase)).content.decode()
    assert f"/pesanan/{purchase.number}/rekening/?t=" in page
    wrong = _post(purchase, number="12").content.decode()
    assert "6 sampai 20 angka" in wrong
    assert 'value="Siti"' in wrong
    assert _post(purchase).status_code == 303
    row = Refund.objects.get()
    assert (row.bank_name, row.account_number, row.account_holder) == ("BRI", "1234567890", "Siti")
    assert "BRI 1234567890" not in Client().get(purchase_path(purchase)).content.decode()


def test_without_the_link_there_is_nothing(purchase):
    Refund.objects.update(state="manual")
    assert _post(purchase, t="falsch").status_code == 404
    assert Refund.objects.get().account_number == ""


def test_what_is_on_its_way_and_what_is_there_are_told_apart(purchase):
    assert "Rp10.000 sedang kami kembalikan" in Client().get(purchase_path(purchase)).content.decode()
    apply(Refund.objects.get().pk, RefundState.DONE, reference="re_1")
    page = Client().get(purchase_path(purchase)).content.decode()
    assert "Rp10.000 sudah kembali kepada Anda." in page
    assert "sedang kami kembalikan" not in page


def test_a_late_payment_that_went_back_is_over(django_assert_num_queries):
    variant = VariantFactory(price=30_000, stock=1)
    late = buy({variant: 1})
    Purchase.objects.filter(pk=late.pk).update(expires_at=clock.now())
    expire(purchase_id=late.pk)
    bought({variant: 1})
    money_comes(attempt_for(late, state="expired"))
    late.refresh_from_db()
    assert payment_status(late).code == "refund_due"
    apply(Refund.objects.get(purchase=late).pk, RefundState.DONE, reference="re_1")
    with django_assert_num_queries(2):
        assert payment_status(late).code == "refunded"
    assert "Dana sudah dikembalikan" in Client().get(purchase_path(late)).content.decode()


def test_who_paid_in_cash_is_asked_for_an_account_too():
    variant = VariantFactory(price=30_000)
    DeliverySettingsFactory(business=variant.product.business, cash=True)
    purchase = buy({variant: 1}, delivery=SHIP, terms=Terms(cash=True))
    order = shipped(purchase.orders.get())
    cash_received(order=order, actor=MembershipFactory(business=order.business).user)
    order.refresh_from_db()
    with transaction.atomic():
        refund(purchase=purchase, order=order, amount=10_000, reason="Rusak", key="k")
    purchase.refresh_from_db()
    page = Client().get(purchase_path(purchase)).content.decode()
    assert "Rp10.000 sedang kami kembalikan" in page
    assert f"/pesanan/{purchase.number}/rekening/?t=" in page
