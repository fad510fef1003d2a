"""An editor publishes a business's words while a verifier suspends it, on PostgreSQL."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from products.catalogue.models import Product
from products.catalogue.standing import suspend
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.lounge import businesses as screen
from tests.factories.businesses import BusinessFactory
from tests.factories.catalogue import VariantFactory
from tests.factories.people import UserFactory
from tests.race.crowd import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def both(business: Business, *, head_start: float = 0.0) -> list[Any]:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    values = {
        "name": "Nama baru", "tagline": "", "sector": business.sector, "kbli": "", "kbli_version": "",
        "address": business.address, "postal_code": business.postal_code, "story-count": "0", "action-publish": "1",
    }  # fmt: skip
    url = reverse("business:edit", args=[business.pk])

    def hide() -> Business:
        time.sleep(head_start)
        return suspend(business=business, actor=None, reason="Alamat sudah pindah")

    return crowd([lambda: client.post(url, values).status_code, hide], apart=0.05)


def test_words_and_standing_are_both_kept() -> None:
    for _turn in range(5):
        business = BusinessFactory()
        VariantFactory(product__business=business)
        results = both(business)
        assert [result for result in results if isinstance(result, Exception)] == []
        assert results[0] == 302
        row = Business.objects.get(pk=business.pk)
        assert (row.name, row.standing, row.standing_reason) == (
            "Nama baru", Standing.SUSPENDED, "Alamat sudah pindah",
        )  # fmt: skip
        assert not Product.objects.filter(business=row, is_listed=True).exists()


def test_without_the_lock_the_suspension_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above would notice."""

    def unlocked(rows: Any) -> Any:
        row = rows.get()
        # What a slower machine takes between looking and writing.
        time.sleep(1.5)
        return row

    monkeypatch.setattr(screen, "locked_one", unlocked)
    monkeypatch.setattr(screen, "locked", list)
    business = BusinessFactory()
    both(business, head_start=0.6)
    assert Business.objects.get(pk=business.pk).standing == Standing.VERIFIED
