from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from products.orders.models import DeliverySettings
from rumah.businesses import mending, standing
from rumah.businesses.models import Business
from rumah.businesses.preview_link import close_preview, open_preview, preview_url
from rumah.core import clock
from rumah.workspace.starting import steps_of
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.people import UserFactory
from tests.factories.selling import banked

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Business:
    return MembershipFactory(
        business__name="Dapur Melati", business__standing="draft", business__verified_at=None, business__address=""
    ).business


@pytest.fixture
def owner(client: Client, shop: Business) -> Client:
    client.force_login(shop.memberships.get().user)
    return client


def path_of(url: str) -> str:
    return url.removeprefix(settings.BASE_URL)


def test_the_tasks_stand_in_any_order_and_are_done_one_by_one(owner: Client, shop: Business) -> None:
    page = owner.get(f"/toko-saya/{shop.slug}/").content.decode()
    for part in ("profil/", "izin/", "tambah-produk/", "uang/rekening/", "pengiriman/"):
        assert f'href="/toko-saya/{shop.slug}/{part}"' in page
    assert [(step.label, step.is_done) for step in steps_of(shop)] == [
        ("Profil usaha", False), ("Bukti usaha", False), ("Produk pertama", False), ("Cara menerima uang", False),
        ("Pengiriman", False),
    ]  # fmt: skip
    DeliverySettings.objects.create(business=shop, updated_at=clock.now())
    ProductFactory(business=shop, status="draft", is_listed=False)
    assert [step.is_done for step in steps_of(shop)] == [False, False, True, False, True]
    banked(shop)
    PermitFactory(business=shop)
    shop.address, shop.standing = "Jalan Ijen 1", "verified"
    assert steps_of(shop) == []


def test_money_is_the_owners_task(shop: Business) -> None:
    money = next(step for step in steps_of(shop, "companion") if step.label == "Cara menerima uang")
    assert (money.url, money.says) == ("", "Diisi pemilik usaha.")


def test_a_stranger_reads_the_preview_and_nothing_is_left_behind(
    owner: Client, shop: Business, django_assert_max_num_queries: Any
) -> None:
    ProductFactory(business=shop, name="Keripik Pisang", status="draft", is_listed=False)
    ProductFactory(business=shop, name="Sudah lama", status="archived", is_listed=False)
    owner.post(f"/toko-saya/{shop.slug}/pratinjau/buka/")
    url = preview_url(shop.preview_links.get())
    assert url in owner.get(f"/toko-saya/{shop.slug}/").content.decode()
    stranger = Client()
    with django_assert_max_num_queries(6):
        answer = stranger.get(path_of(url))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Dapur Melati" in page
    assert "Keripik Pisang" in page
    assert "Sudah lama" not in page
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    ProductFactory(business=shop, name="Baru saja", status="draft", is_listed=False)
    assert "Baru saja" in stranger.get(path_of(url)).content.decode()
    assert stranger.get(f"/usaha/{shop.slug}/").status_code == 404


def test_a_link_ends_by_time_by_hand_by_a_newer_one_and_by_suspension(
    shop: Business, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = shop.memberships.get().user
    first, second = (path_of(preview_url(open_preview(business=shop, actor=actor))) for _time in range(2))
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert client.get(second[:-2] + ("A/" if second[-2] != "A" else "B/")).status_code == 404
    number, signature = second.split("/")[2:4]
    assert client.get(f"/pratinjau/{int(number) + 1}/{signature}/").status_code == 404
    Business.objects.filter(pk=shop.pk).update(standing="suspended")
    assert client.get(second).status_code == 404
    Business.objects.filter(pk=shop.pk).update(standing="draft")
    later = clock.now() + timedelta(days=7)
    with monkeypatch.context() as moved:
        moved.setattr(clock, "now", lambda: later)
        assert client.get(second).status_code == 404
    close_preview(business=shop, actor=actor)
    close_preview(business=shop, actor=actor)
    assert client.get(second).status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_to_be_mended_leads_to_its_field(owner: Client, shop: Business, language: str) -> None:
    permit = PermitFactory(business=shop, kind="nib", number="1234567890123")
    Business.objects.filter(pk=shop.pk).update(address="Jalan Ijen 1")
    shop.refresh_from_db()
    standing.submit(business=shop, actor=None)
    with translation.override(language):
        reason = mending.compose(
            business=shop,
            fields={"address": "Sebut nomor rumah."},
            permits={permit.pk: "Foto buram."},
            note="Terima kasih.",
        )
    standing.send_back(business=shop, actor=UserFactory(), reason=reason)
    page = owner.get(f"/toko-saya/{shop.slug}/").content.decode()
    assert f'<a href="/toko-saya/{shop.slug}/profil/#id_address">Alamat produksi</a>: Sebut nomor rumah.' in page
    assert f'<a href="/toko-saya/{shop.slug}/izin/#izin-{permit.pk}">NIB 1234567890123</a>: Foto buram.' in page
    assert "<li>Terima kasih.</li>" in page
    assert "Petugas: Sebut nomor rumah." in owner.get(f"/toko-saya/{shop.slug}/profil/").content.decode()
    assert "Petugas: Foto buram." in owner.get(f"/toko-saya/{shop.slug}/izin/").content.decode()
