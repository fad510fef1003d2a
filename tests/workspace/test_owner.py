import io
import secrets

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from products.catalogue.models import Product
from products.orders.models import Purchase
from products.orders.states import Fulfilment
from rumah.accounts import tokens
from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory
from tests.factories.orders import buy
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
VILLAGE = "35.10.16.1014"
START = {"name": "Keripik Bu Sri", "sector": "makanan", "region_code": VILLAGE, "phone": "0812 3456 7890"}


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), secrets.token_bytes(64 * 64 * 3)).save(out, "PNG")
    return SimpleUploadedFile("foto.png", out.getvalue(), "image/png")


def test_from_nothing_to_submitted(client: Client) -> None:
    client.force_login(UserFactory())
    answer = client.post("/toko-saya/mulai/usaha/", START)
    assert answer.headers["Location"] == "/toko-saya/keripik-bu-sri/"
    assert "Tulis alamat produksi." in client.get("/toko-saya/keripik-bu-sri/").content.decode()
    data = {**START, "address": "Jalan Melati 3", "story": "Sejak 1998.\n\nDari dapur.", "logo": picture()}
    client.post("/toko-saya/keripik-bu-sri/profil/", data)
    client.post("/toko-saya/keripik-bu-sri/ajukan/")
    business = Business.objects.get()
    assert (business.standing, business.address, len(business.story)) == (Standing.SUBMITTED, "Jalan Melati 3", 2)
    assert business.logo.name.endswith(".jpg")


def test_a_wrong_profile_keeps_what_was_typed(client: Client) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    where = f"/toko-saya/{member.business.slug}/profil/"
    answer = client.post(where, {**START, "name": "x", "phone": "1", "tagline": "Renyah sekali"})
    page = answer.content.decode()
    assert "Renyah sekali" in page
    assert "Tulis nama usaha, 3 sampai 120 huruf." in page
    assert "Nomor telepon tidak dikenali" in page


def test_every_flaw_is_told_at_once_also_where_something_is_missing(client: Client) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    answer = client.post("/toko-saya/mulai/usaha/", {"name": "x", "phone": "1"})
    assert set(answer.context["form"].errors) == {"name", "sector", "region_code", "phone"}
    sent = {**START, "name": "", "phone": "1", "email": "bukan", "website": "bu kan", "instagram": "dua kata"}
    answer = client.post(f"/toko-saya/{member.business.slug}/profil/", sent)
    assert set(answer.context["form"].errors) == {"name", "phone", "email", "website", "instagram"}
    assert all(len(errors) == 1 for errors in answer.context["form"].errors.values())


def test_a_product_in_four_fields_is_on_the_shelf(client: Client) -> None:
    member, category = MembershipFactory(), CategoryFactory()
    client.force_login(member.user)
    where = f"/toko-saya/{member.business.slug}"
    data = {"photo": picture(), "name": "Keripik pisang", "price": "Rp 15.000", "stock": "7", "category": category.pk}
    assert client.post(f"{where}/tambah-produk/", data).status_code == 302
    product = Product.objects.get()
    variant = product.variants.get()
    assert (product.is_listed, variant.price, variant.stock.on_hand, product.photos.count()) == (True, 15_000, 7, 1)
    row = {"variant": variant.pk, "name": "", "price": "18.000", "stock": "3", "weight": "300"}
    edit = {"name": "Keripik pisang raja", "category": category.pk, "v-TOTAL_FORMS": 1, "v-INITIAL_FORMS": 1}
    edit |= {f"v-0-{name}": value for name, value in row.items()}
    assert client.post(f"{where}/produk/{product.slug}/", edit).status_code == 302
    product.refresh_from_db()
    variant = product.variants.get()
    assert (product.name, product.min_price, variant.stock.on_hand) == ("Keripik pisang raja", 18_000, 3)
    client.post(f"{where}/produk/{product.slug}/sembunyikan/")
    product.refresh_from_db()
    assert not product.is_listed


def test_a_broken_photo_leaves_no_half_product(client: Client) -> None:
    member, category = MembershipFactory(), CategoryFactory()
    client.force_login(member.user)
    bad = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff rusak")
    data = {"photo": bad, "name": "Keripik pisang", "price": "15000", "stock": "7", "category": category.pk}
    answer = client.post(f"/toko-saya/{member.business.slug}/tambah-produk/", data)
    assert answer.status_code == 200
    assert "Keripik pisang" in answer.content.decode()
    assert not Product.objects.exists()


def test_a_seller_completes_only_what_was_paid_to_them_in_cash(client: Client) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    order = buy({VariantFactory(product=ProductFactory(business=member.business)): 2}).orders.get()
    order.fulfilment = Fulfilment.TO_ACCEPT
    order.save()
    Purchase.objects.update(payment_state="paid", paid_at=order.placed_at)
    for verb, state in (("terima", "to_ship"), ("kirim", "shipped"), ("selesai", "shipped")):
        page = client.get(f"/toko-saya/{member.business.slug}/pesanan/?status={order.fulfilment}")
        assert order.number in page.content.decode()
        client.post(f"/toko-saya/{member.business.slug}/pesanan/{order.number}/{verb}/")
        order.refresh_from_db()
        assert order.fulfilment == state
    where = f"/toko-saya/{member.business.slug}/pesanan/{order.number}/"
    page = client.get(where).content.decode()
    assert "Pembeli yang menyatakan barang diterima" in page
    assert "Tandai selesai" not in page
    order.cash_at = order.placed_at
    order.save()
    assert "Tandai selesai" in client.get(where).content.decode()
    client.post(f"{where}selesai/")
    order.refresh_from_db()
    assert order.fulfilment == "completed"


def test_a_permit_comes_back_as_a_download_only(client: Client) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    where = f"/toko-saya/{member.business.slug}/izin/"
    file = SimpleUploadedFile("x.html", b"%PDF-1.7 isi")
    client.post(where, {"kind": "nib", "number": "1234567890123", "file": file})
    answer = client.get(f"{where}{member.business.permits.get().pk}/berkas/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nib-1234567890123.pdf"'
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


def test_the_hub_shows_each_their_doors_and_a_key_once(client: Client) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    page = client.get("/akun/").content.decode()
    assert f"/toko-saya/{member.business.slug}/" in page
    assert "Buka meja pendamping" not in page
    assert "Buka ruang petugas" not in page
    page = client.post("/akun/kunci/", {"name": "Kasir", "days": "30"}).content.decode()
    secret = page.split("<code>")[1].split("</code>")[0]
    assert tokens.user_of(secret) == member.user
    assert secret not in client.get("/akun/kunci/").content.decode()
    client.post(f"/akun/kunci/{member.user.tokens.get().pk}/cabut/")
    assert tokens.user_of(secret) is None


def test_name_and_language(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    answer = client.post("/akun/nama/", {"name": "Sri  Wahyuni", "language": "en"})
    user.refresh_from_db()
    assert (user.name, user.language, answer.cookies["bahasa"].value) == ("Sri Wahyuni", "en", "en")
