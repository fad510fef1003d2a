import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from products.catalogue.models import Category
from products.stock.level import set_on_hand
from rumah.businesses import members
from rumah.businesses.models import Business
from rumah.businesses.permits import add_permit
from rumah.core import audit
from rumah.core.models import AuditEntry
from rumah.workspace.trail_words import ROOMS, SAID, said
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.factories.money import bought
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Business:
    return MembershipFactory(business__name="Dapur Melati", user__name="Bu Sri").business


@pytest.fixture
def owner(client: Client, shop: Business) -> Client:
    client.force_login(shop.memberships.get().user)
    return client


def test_who_did_what_in_plain_words(owner: Client, shop: Business) -> None:
    me = shop.memberships.get().user
    product = ProductFactory(business=shop, name="Keripik Pisang")
    variant = VariantFactory(product=product)
    set_on_hand(variant=variant, on_hand=7, actor=me)
    add_permit(business=shop, kind="nib", number="1234567890123", actor=me)
    helper = MembershipFactory(business=shop, role="companion", user__name="Rina")
    audit.record("catalogue.change", product, actor=helper.user, before={}, after={"name": "Keripik Pisang"})
    members.remove(business=shop, membership=helper, actor=me)
    _purchase, (order,) = bought({variant: 1})
    audit.record("businesses.permit_checked", shop.permits.get(), actor=UserFactory(name="Petugas Rahasia"))
    audit.record("orders.unheard_of", order, number="0987654321")
    page = owner.get(f"/toko-saya/{shop.slug}/riwayat/").content.decode()
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<li><div>(.*?)</div></li>", page, re.DOTALL)]
    shown = [re.sub(r"\s+", " ", row).strip().rsplit(" · ", 1)[0] for row in rows]
    assert "Mengubah stok · Keripik Pisang · 10 → 7 Bu Sri" in shown
    assert "Menambah izin · NIB Bu Sri" in shown
    assert "Mengubah produk · Keripik Pisang Rina" in shown
    assert "Mengeluarkan orang · pendamping keluarga, Rina Bu Sri" in shown
    assert f"Memindahkan pesanan · {order.number} · perlu tindakan Sistem" in shown
    assert "Memeriksa izin Orang di luar usaha (pembeli, pendamping, atau petugas)" in shown
    assert f"Perubahan lain (pesanan) · {order.number} Sistem" in shown
    for secret in ("1234567890123", "0987654321", "Petugas Rahasia"):
        assert secret not in page


def test_pages_are_bounded_and_another_shop_is_not_in_them(
    owner: Client, shop: Business, django_assert_max_num_queries: Any
) -> None:
    other = ProductFactory(name="Milik lain")
    audit.record("catalogue.create", other, name="Milik lain")
    for n in range(65):
        audit.record("catalogue.create", ProductFactory(business=shop, name=f"Produk-{n:02}"), name="x")
    seen: list[str] = []
    path = ""
    for _page in range(3):
        with django_assert_max_num_queries(12):
            page = owner.get(f"/toko-saya/{shop.slug}/riwayat/{path}").content.decode()
        seen += re.findall(r"Produk-\d\d", page)
        path = re.findall(r'href="(\?lanjut=[^"]+)"', page)[0] if 'href="?lanjut=' in page else ""
    assert seen == [f"Produk-{n:02}" for n in reversed(range(65))]
    assert path == ""


@pytest.mark.parametrize("make", ["shop", "product", "variant", "photo", "category"])
def test_an_entry_knows_whose_business_it_is_about(shop: Business, make: str) -> None:
    variant = VariantFactory(product=ProductFactory(business=shop))
    photo = variant.product.photos.create(source_digest="x")
    things = {"shop": shop, "product": variant.product, "variant": variant, "photo": photo}
    audit.record("catalogue.x", things.get(make) or Category.objects.latest("pk"))
    assert AuditEntry.objects.get(verb="catalogue.x").business_id == (None if make == "category" else shop.pk)


def test_every_code_of_the_rooms_an_owner_meets_has_words() -> None:
    root = Path(__file__).parents[2]
    files = [path for room in ("site/rumah", "products") for path in (root / room).rglob("*.py")]
    codes = {
        code for path in files for code in re.findall(r'audit\.record\(\s*f?"([a-z]+\.[a-z_]+)"', path.read_text())
    }
    assert len(codes) > 40
    # Of no business: accounts, whole catalogues, the Dinas's reports, and staff reading the trail.
    elsewhere = {*ROOMS, "accounts", "intake", "figures", "lounge"}
    unsaid = {code for code in codes if code not in SAID and code.split(".")[0] not in elsewhere}
    assert unsaid == set()
    own = {code for code in codes if code.startswith(("businesses.", "readiness.", "catalogue.", "stock."))}
    assert own - set(SAID) == set()
    assert said("catalogue.nothing") == "Perubahan lain (produk)"
