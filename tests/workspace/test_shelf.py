import io
import secrets

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from products.catalogue import found
from products.catalogue.models import Category, Product
from products.catalogue.states import Status
from products.intake import own
from products.stock.models import StockLevel
from rumah.businesses.models import Membership
from rumah.core.models import AuditEntry
from tests.factories.businesses import MembershipFactory, PermitFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.frombytes("RGB", (64, 64), secrets.token_bytes(64 * 64 * 3)).save(out, "PNG")
    return SimpleUploadedFile("foto.png", out.getvalue(), "image/png")


@pytest.fixture
def member(client: Client) -> Membership:
    found.found()
    member = MembershipFactory()
    client.force_login(member.user)
    return member


@pytest.fixture
def shop(member: Membership) -> str:
    return f"/toko-saya/{member.business.slug}"


def table(*rows: dict[str, object], initial: int = 0) -> dict[str, object]:
    """The table of variants as a browser sends it."""
    data: dict[str, object] = {"v-TOTAL_FORMS": len(rows), "v-INITIAL_FORMS": initial, "v-MIN_NUM_FORMS": 0}
    for at, row in enumerate(rows):
        data |= {f"v-{at}-{name}": value for name, value in row.items()}
    return data


def test_four_fields_are_enough_and_what_was_filled_in_is_said(client: Client, member: Membership, shop: str) -> None:
    sent = {"photo": picture(), "name": "Keripik singkong", "price": "Rp 15.000", "stock": "7"}
    answer = client.post(f"{shop}/tambah-produk/", sent, follow=True)
    product = Product.objects.get()
    variant = product.variants.get()
    assert (product.category.slug, product.is_listed, product.photos.count()) == ("keripik-kerupuk", True, 1)
    assert (variant.price, variant.weight, variant.stock.on_hand) == (15_000, 250, 7)
    said = "Kategorinya kami pilihkan dari nama: Keripik dan kerupuk. Beratnya memakai 250 g"
    assert said in answer.content.decode()
    assert client.cookies["isian"].value == f"isian:{member.user_id}:{member.business_id}:produk-baru."


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_lost(client: Client, shop: str) -> None:
    sent = {"name": "Xyzzy qwerty", "price": "gratis", "stock": "", "length": "sepuluh", "description": "Renyah"}
    answer = client.post(f"{shop}/tambah-produk/", sent)
    assert set(answer.context["form"].errors) == {"photo", "price", "stock", "category", "length"}
    page = answer.content.decode()
    assert "Renyah" in page
    assert "<details open>" in page
    assert not Product.objects.exists()


def test_made_to_order_needs_no_stock_and_a_draft_is_not_shown(client: Client, shop: str) -> None:
    sent = {
        "photo": picture(), "name": "Kue lapis legit", "price": "90.000", "made_in_days": "3", "weight": "1200",
        "length": "20", "width": "10,5", "tags": "legit, lapis, Legit", "draf": "1",
    }  # fmt: skip
    assert client.post(f"{shop}/tambah-produk/", sent).status_code == 302
    product = Product.objects.get()
    variant = product.variants.get()
    assert (product.status, product.made_in_days, product.in_stock) == ("draft", 3, True)
    assert (variant.weight, variant.length, variant.width, variant.height) == (1200, 200, 105, 0)
    assert (variant.stock.to_order, sorted(product.tags.names())) == (True, ["lapis", "legit"])


def test_the_table_adds_changes_moves_and_removes_in_one_go(client: Client, member: Membership, shop: str) -> None:
    product = ProductFactory(business=member.business)
    old, gone = (VariantFactory(product=product, name=name, sku=name) for name in ("lama", "pergi"))
    permit = PermitFactory(business=member.business, kind="pirt")
    rows = table(
        {"variant": old.pk, "name": "besar", "sku": "", "price": "20.000", "weight": "500", "stock": "4", "ORDER": "2"},
        {"variant": gone.pk, "name": "pergi", "price": "1", "weight": "1", "stock": "1", "DELETE": "on"},
        {"variant": "", "name": "kecil", "price": "12.000", "weight": "200", "stock": "9", "ORDER": "1"},
        {"variant": "", "name": "", "sku": "", "price": "", "weight": "", "stock": "", "ORDER": ""},
        initial=2,
    )
    sent = {"name": "Keripik baru", "category": product.category_id, "description": "Gurih", "permits": [permit.pk]}
    answer = client.post(f"{shop}/produk/{product.slug}/", {**sent, **rows})
    assert answer.status_code == 302, answer.context["errors"]
    told = product.variants.filter(is_active=True).values_list("name", "sku", "price", "weight", "stock__on_hand")
    assert list(told) == [("kecil", f"{product.code}-kecil", 12_000, 200, 9), ("besar", "lama", 20_000, 500, 4)]
    gone.refresh_from_db()
    product.refresh_from_db()
    assert (gone.is_active, product.min_price, product.name) == (False, 12_000, "Keripik baru")
    assert list(product.permits.all()) == [permit]


def test_a_wrong_table_keeps_everything_and_changes_nothing(client: Client, member: Membership, shop: str) -> None:
    product = ProductFactory(business=member.business, name="Keripik lama")
    variant = VariantFactory(product=product, stock=5)
    StockLevel.objects.update(reserved=3)
    rows = table(
        {"variant": variant.pk, "name": "satu", "price": "20000", "weight": "500", "stock": "2"},
        {"variant": "", "name": "SATU", "price": "1000", "weight": "5", "stock": "1"},
        initial=1,
    )
    sent = {"name": "Keripik baru", "category": product.category_id, **rows}
    where = f"{shop}/produk/{product.slug}/"
    assert client.post(where, sent).context["errors"] == [
        ("id_v-1-name", "Nama varian: Nama varian ini sudah dipakai di atas.")
    ]
    answer = client.post(where, {**sent, "v-1-name": "dua", "v-1-price": "", "name": ""})
    assert [at for at, _error in answer.context["errors"]] == ["id_name", "id_v-1-price"]
    answer = client.post(where, {**sent, "v-1-name": "dua"})
    sentence = "Stok: 3 buah sudah dipesan pembeli; stok tidak bisa lebih kecil dari itu."
    assert answer.context["errors"] == [("id_v-0-stock", sentence)]
    assert "Keripik baru" in answer.content.decode()
    product.refresh_from_db()
    assert (product.name, product.variants.count(), variant.stock.on_hand) == ("Keripik lama", 1, 5)


def test_a_preview_then_the_change_and_never_a_stale_one(client: Client, member: Membership, shop: str) -> None:
    variants = [VariantFactory(product__business=member.business, price=price) for price in (10_050, 20_000)]
    stranger = VariantFactory(price=10_000)
    ids = [variant.product_id for variant in [*variants, stranger]]
    sent = {"produk": ids, "what": "price_percent", "amount": "10"}
    page = client.post(f"{shop}/ubah-banyak/", sent)
    plan = page.context["plan"]
    assert [(line.before, line.after) for line in plan.lines] == [(10_050, 11_100), (20_000, 22_000)]
    variants[0].price = 11_000
    variants[0].save()
    answer = client.post(f"{shop}/ubah-banyak/", {**sent, "seal": plan.seal})
    assert answer.status_code == 409
    assert "Ada yang berubah sejak pratinjau ini." in answer.content.decode()
    variants[1].refresh_from_db()
    assert variants[1].price == 20_000
    answer = client.post(f"{shop}/ubah-banyak/", {**sent, "seal": answer.context["plan"].seal})
    assert answer.status_code == 302
    prices = [row.price for row in (*variants, stranger) if row.refresh_from_db() is None]
    assert prices == [12_100, 22_000, 10_000]
    variants[0].product.refresh_from_db()
    assert variants[0].product.min_price == 12_100
    (entry,) = AuditEntry.objects.filter(verb="stock.change_many")
    assert (entry.data["what"], len(entry.data["lines"])) == ("price_percent", 2)


def test_many_statuses_change_together_or_not_at_all(client: Client, member: Membership, shop: str) -> None:
    products = [VariantFactory(product__business=member.business).product for _turn in range(2)]
    sent = {"semua": "1", "what": "archive"}
    seal = client.post(f"{shop}/ubah-banyak/", sent).context["plan"].seal
    client.post(f"{shop}/ubah-banyak/", {**sent, "seal": seal})
    assert set(member.business.products.values_list("status", "is_listed")) == {("archived", False)}
    page = client.post(f"{shop}/ubah-banyak/", {"produk": [row.pk for row in products], "what": "show"})
    assert len(page.context["plan"].problems) == 2
    assert "Simpan perubahan" not in page.content.decode()
    assert client.get(products[0].get_absolute_url()).status_code == 410
    client.post(f"{shop}/produk/{products[0].slug}/pulihkan/")
    products[0].refresh_from_db()
    assert products[0].status == Status.DRAFT
    assert client.get(products[0].get_absolute_url()).status_code == 404


def test_a_copy_shares_nothing(client: Client, member: Membership, shop: str) -> None:
    client.post(f"{shop}/tambah-produk/", {"photo": picture(), "name": "Kopi robusta", "price": "1", "stock": "7"})
    first = Product.objects.get()
    answer = client.post(f"{shop}/produk/{first.slug}/salin/")
    second = Product.objects.exclude(pk=first.pk).get()
    assert answer.headers["Location"] == f"{shop}/produk/{second.slug}/"
    assert (second.status, second.name, second.category) == ("draft", "Kopi robusta (salinan)", first.category)
    assert (second.variants.get().price, second.variants.get().stock.on_hand) == (1, 0)
    mine, theirs = first.photos.get(), second.photos.get()
    assert mine.original.name != theirs.original.name
    assert mine.original.read() == theirs.original.read()
    mine.original.delete(save=False)
    assert theirs.original.storage.exists(theirs.original.name)


def test_the_list_finds_by_word_code_status_and_low_stock(client: Client, member: Membership, shop: str) -> None:
    client.post(f"{shop}/tambah-produk/", {"photo": picture(), "name": "Kopi robusta", "price": "1", "stock": "7"})
    low = VariantFactory(product__business=member.business, product__name="Sabun", sku="SB-9", stock=1)
    StockLevel.objects.filter(variant=low).update(low_at=2)
    ProductFactory(business=member.business, name="Arsip", status=Status.ARCHIVED)
    VariantFactory(product__name="Kopi orang lain")

    def names(query: str) -> list[str]:
        return [row.name for row in client.get(f"{shop}/produk/?{query}").context["page"].rows]

    assert names("") == ["Sabun", "Kopi robusta"]
    assert names("q=kop") == ["Kopi robusta"]
    assert names("q=SB-") == ["Sabun"]
    assert names("menipis=1") == ["Sabun"]
    assert names("status=archived") == ["Arsip"]
    assert names("status=draft") == []


def test_a_category_is_guessed_from_words_and_from_neighbours(client: Client, member: Membership, shop: str) -> None:
    for name, slug in [
        ("Keripik pisang", "keripik-kerupuk"), ("Pisang cavendish", "buah-segar"), ("Batik tulis gajah oling", "kain-batik"),
        ("Rengginang terasi", "keripik-kerupuk"), ("Madu hutan", "gula-madu"), ("Qwerty", None),
    ]:  # fmt: skip
        answer = client.get(f"{shop}/saran-kategori/", {"nama": name}).json()
        known = Category.objects.filter(pk=answer.get("id")).first()
        assert (known.slug if known else None) == slug, name
    sent = {"photo": picture(), "name": "Qwerty asli", "price": "1", "stock": "7"}
    leaf = Category.objects.get(slug="mainan")
    client.post(f"{shop}/tambah-produk/", {**sent, "category": leaf.pk})
    assert client.get(f"{shop}/saran-kategori/", {"nama": "Qwerty baru"}).json()["id"] == leaf.pk


def test_staff_set_the_usual_weight() -> None:
    assert CategoryFactory().usual_weight == 500
    found.found()
    assert Category.objects.get(slug="sabun").usual_weight == 120


def test_a_file_is_checked_shown_and_saved(client: Client, member: Membership, shop: str) -> None:
    text = b"nama_produk;kategori;harga;berat_g;stok\nSabun sereh;sabun;5000;120;9\n"
    where = client.post(f"{shop}/impor/", {"file": SimpleUploadedFile("sabun.csv", text)}).headers["Location"]
    assert '<meta http-equiv="refresh" content="5">' in client.get(where).content.decode()
    assert client.get(f"{where}keadaan/").json() == {"state": "checking  0"}
    row = member.business.product_imports.get()
    own.check_now(row.pk)
    assert client.get(f"{where}keadaan/").json() == {"state": "ready  0"}
    page = client.get(where).content.decode()
    assert "Tidak ada kesalahan: 1 produk baru, 0 berubah, 0 tetap." in page
    assert "refresh" not in page
    assert not Product.objects.exists()
    client.post(f"{where}simpan/")
    own.write_now(row.pk)
    assert "Tersimpan: 1 produk baru" in client.get(where).content.decode()
    answer = client.get(f"{shop}/ekspor/produk.csv")
    assert "Sabun sereh" in answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="produk-{member.business.slug}.csv"'


def test_a_refused_file_names_row_and_column_and_hands_out_its_errors(
    client: Client, member: Membership, shop: str
) -> None:
    text = b"nama_produk;kategori;harga;berat_g\n=Sabun;sabun;nol;120\n"
    where = client.post(f"{shop}/impor/", {"file": SimpleUploadedFile("sabun.csv", text)}).headers["Location"]
    own.check_now(member.business.product_imports.get().pk)
    page = client.get(where).content.decode()
    assert "<td>2</td><td>harga</td>" in page
    file = b"".join(client.get(f"{where}galat/").streaming_content).decode("utf-8-sig")
    assert "'=Sabun" in file
    fixed = SimpleUploadedFile("galat.csv", file.replace("nol", "5000").encode())
    assert client.post(where, {"file": fixed}).status_code == 302
    own.check_now(member.business.product_imports.get().pk)
    assert member.business.product_imports.get().state == "ready"
