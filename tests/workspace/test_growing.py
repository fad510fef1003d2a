from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from mentoring.services.found import found as found_services
from products.readiness.assess import assess
from products.readiness.found import found
from products.readiness.models import Answer, Assessment
from rumah.businesses.models import Business
from rumah.core import clock
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import ProductFactory
from tests.factories.money import PDF
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Business:
    found()
    found_services()
    return MembershipFactory(business__name="Dapur Melati", business__address="").business


@pytest.fixture
def path(client: Client, shop: Business) -> str:
    client.force_login(shop.memberships.get().user)
    return f"/toko-saya/{shop.slug}/naik-kelas/"


def test_the_page_says_level_gains_and_ways(client: Client, shop: Business, path: str) -> None:
    product = ProductFactory(business=shop, name="Keripik Pisang")
    page = client.get(path).content.decode()
    assert "6 dari 100" in page  # a product on show 4, QRIS of the house 2
    assert "24 nilai lagi ke tingkat Modern." in page
    assert Assessment.objects.count() == 0
    assert "Belum disimpan" in page
    assert f'href="/pendampingan/desain-kemasan/?target={product.pk}"' in page
    assert f'href="/pendampingan/pemasaran-digital/?target={shop.pk}"' in page
    assert f'href="{path}butir/cashbook/"' in page
    assert f'href="/toko-saya/{shop.slug}/izin/"' in page
    booking = client.get(f"/pendampingan/desain-kemasan/?target={product.pk}").content.decode()
    assert "target=&" not in booking


def test_counted_again_it_is_kept_and_read_in_few_queries(
    client: Client, shop: Business, path: str, django_assert_max_num_queries: Any
) -> None:
    client.post(f"{path}hitung/")
    client.post(f"{path}hitung/")
    assert Assessment.objects.count() == 1
    with django_assert_max_num_queries(14):
        page = client.get(path).content.decode()
    assert "rubrik v2" in page


def test_an_answer_with_evidence_is_counted_and_handed_to_members_only(
    client: Client, shop: Business, path: str
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    wrong = client.post(f"{path}butir/cashbook/", {"value": "", "text": "Buku kas harian"}).content.decode()
    assert 'value="Buku kas harian"' in wrong
    assert not Answer.objects.exists()
    upload = SimpleUploadedFile("buku.pdf", PDF)
    done = client.post(f"{path}butir/cashbook/", {"value": "yes", "text": "Buku kas harian", "file": upload})
    assert done["Location"] == path
    assert Assessment.objects.get().results["cashbook"]["points"] == 6
    handed = client.get(f"{path}butir/cashbook/berkas/")
    assert b"".join(handed) == PDF
    assert handed["Cache-Control"] == "private, no-store"
    assert client.get(f"{path}butir/nib/").status_code == 404


def test_a_fall_is_shown_with_its_reason_and_its_day(
    client: Client, shop: Business, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = PermitFactory(business=shop, kind="nib", number="1234567890123", expires_on=clock.today())
    assess(business=shop)
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    made = assess(business=shop)
    assert (made.shown, made.falls_to) == (8, 2)
    page = client.get(path).content.decode()
    assert "Menjadi 2 pada" in page
    assert "Masa berlakunya habis pada" in page
    assert "8 dari 100" in page
    del permit


def test_staff_who_may_look_and_cannot_touch(client: Client, shop: Business) -> None:
    made = assess(business=shop)
    client.force_login(UserFactory(is_superuser=True))
    from django.urls import reverse

    listed = client.get(reverse("assessment:index"))
    assert listed.status_code == 200
    assert "Dapur Melati" in listed.content.decode()
    assert client.get(reverse("assessment:inspect", args=[made.pk])).status_code == 200
    for name, args in (("add", []), ("edit", [made.pk]), ("delete", [made.pk])):
        assert client.get(reverse(f"assessment:{name}", args=args)).status_code in {302, 403}
    client.force_login(UserFactory())
    assert client.get(reverse("assessment:index")).status_code in {302, 403}


def test_what_one_product_lacks_opens_that_products_page(client: Client, shop: Business, path: str) -> None:
    shop.address, shop.logo, shop.tagline = "Jalan Ijen 1", "logo.jpg", "Renyah"
    shop.save(update_fields=["address", "logo", "tagline"])
    product = ProductFactory(business=shop, name="Keripik Pisang")
    ProductFactory(business=shop, name="Draf", is_listed=False)
    client.post(f"{path}hitung/")
    page = client.get(path).content.decode()
    here = f"/toko-saya/{shop.slug}/produk/{product.slug}/"
    for where in (f"{here}label/", f"{here}foto/", here, f"{path}butir/label/"):
        assert f'href="{where}"' in page
    assert f'href="/pendampingan/foto-produk/?target={product.pk}"' in page
