from datetime import timedelta

import pytest
from django.test import Client

from products.orders.found import found as found_zones
from products.orders.models import ShippingZone, Voucher
from products.orders.shipping import known_zones
from rumah.accounts.found import COORDINATOR, EDITOR
from rumah.core import clock
from rumah.core.models import AuditEntry
from tests.factories.orders import VoucherFactory
from tests.factories.people import UserFactory, entered

pytestmark = pytest.mark.django_db


def _form(**kwargs):
    moments = {
        name: f"{clock.now() + timedelta(days=n):%Y-%m-%d %H:%M}" for n, name in ((0, "valid_from"), (9, "valid_until"))
    }
    return {"code": "rumah 10", "kind": "fixed", "value": "10000", "minimum": "0", "per_buyer": "1", "budget": "100000",
            **moments, **kwargs}  # fmt: skip


def test_a_coordinator_makes_a_voucher_of_the_house_and_mends_how_far_it_goes():
    client = entered(COORDINATOR)
    answer = client.post("/staf/voucher/new/", _form())
    assert answer.status_code == 302, answer.content.decode()
    voucher = Voucher.objects.get()
    assert (voucher.code, voucher.business, voucher.budget) == ("RUMAH10", None, 100_000)
    assert AuditEntry.objects.filter(verb="orders.voucher").exists()
    Voucher.objects.update(spent=50_000, uses=5)
    edit = {"budget": "49999", "max_uses": "", "valid_until": _form()["valid_until"], "is_active": "on"}
    page = client.post(f"/staf/voucher/edit/{voucher.pk}/", edit).content.decode()
    assert "Sudah terpakai lebih dari itu." in page
    assert client.post(f"/staf/voucher/edit/{voucher.pk}/", {**edit, "budget": "60000"}).status_code == 302
    voucher.refresh_from_db()
    assert (voucher.budget, voucher.spent, voucher.uses, voucher.value) == (60_000, 50_000, 5, 10_000)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "percent", "value": "101"}, "Persen harus antara 1 dan 100."),
        ({"budget": ""}, "Isi anggaran, jumlah pemakaian, atau keduanya."),
        ({"code": "x"}, "Kode: 4 sampai 20"),
    ],
)
def test_a_wrong_voucher_is_told(changes, sentence):
    page = entered(COORDINATOR).post("/staf/voucher/new/", _form(**changes)).content.decode()
    assert sentence in page
    assert not Voucher.objects.exists()


def test_nobody_deletes_and_an_editor_sees_nothing():
    voucher = VoucherFactory()
    root = Client()
    root.force_login(UserFactory(is_superuser=True))
    assert "HEMAT" in root.get("/staf/voucher/").content.decode()
    for client in (root, entered(EDITOR), entered(COORDINATOR)):
        client.post(f"/staf/voucher/delete/{voucher.pk}/")
        assert Voucher.objects.filter(pk=voucher.pk).exists()
    editor = entered(EDITOR)
    editor.post("/staf/voucher/new/", _form())
    assert Voucher.objects.count() == 1


def test_a_changed_zone_is_told_at_once(django_capture_on_commit_callbacks):
    found_zones()
    assert known_zones()["district"].first_kg == 7_000
    client = entered(COORDINATOR)
    zone = ShippingZone.objects.get(reach="district")
    form = {"first_kg": "8000", "next_kg": "2000", "min_days": "1", "max_days": "2"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/staf/shippingzone/edit/{zone.pk}/", form)
    assert answer.status_code == 302, answer.content.decode()
    zone.refresh_from_db()
    assert zone.first_kg == known_zones()["district"].first_kg == 8_000
    assert client.post("/staf/shippingzone/new/", {**form, "reach": "outer"}).status_code in {302, 404}
    assert ShippingZone.objects.count() == 5
