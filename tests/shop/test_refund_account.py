"""The buyer's bank account: asked for only while a refund waits, behind the purchase's signed link."""

import pytest
from django.db import transaction
from django.test import Client

from products.orders.links import purchase_path, purchase_token
from products.payments.models import Refund
from products.payments.refund import refund
from tests.factories.catalogue import VariantFactory
from tests.factories.money import bought

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
