"""The pages on a product's photos, as a browser without scripts and as the page's own script use them."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image

from mentoring.services.models import Service
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.cut_out import cut_out
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.workspace.picturing import doors
from tests.catalogue.test_photo_look import bowl
from tests.catalogue.test_photos import photo_bytes
from tests.core.test_images_intake import png_header
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import ProductFactory, VariantFactory
from tests.workspace.test_costs import cost

pytestmark = pytest.mark.django_db
HERE = "/toko-saya/dapur/produk/keripik/foto/"
KIND = "Jenis berkas ini tidak diterima. Kirim foto JPG, PNG, WebP, atau HEIC."
BROKEN = "Foto ini rusak atau tidak lengkap. Coba simpan ulang, lalu kirim lagi."


@pytest.fixture
def product(client: Client) -> Product:
    member = MembershipFactory(business__slug="dapur")
    client.force_login(member.user)
    product = ProductFactory(business=member.business, slug="keripik", name="Keripik pisang", category__name="Keripik")
    return VariantFactory(product=product).product


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def ids(product: Product) -> list[int]:
    return list(product.photos.values_list("pk", flat=True))


def heic() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "green").save(out, "HEIF")
    return out.getvalue()


def polyglot() -> bytes:
    out = io.BytesIO(photo_bytes("yellow"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("jahat.html", "<script>alert(1)</script>")
    return out.getvalue()


def test_several_at_once_each_judged_on_its_own(client: Client, product: Product) -> None:
    red = photo_bytes("red")
    answer = client.post(HERE, {"photos": [
        sent("IMG_1.jpg", red), sent("kosong.jpg", b""), sent("dokumen.jpg", b"%PDF-1.7"), sent("putus.jpg", red[:700]),
        sent("bom.png", png_header(50_000, 50_000)), sent("IMG_2.heic.txt", heic()), sent("dua.jpg", polyglot()),
    ]})  # fmt: skip
    assert answer.status_code == 422
    assert answer.context["result"].refused == [
        ("kosong.jpg", "Berkas foto ini kosong. Pilih foto lain."), ("dokumen.jpg", KIND), ("putus.jpg", BROKEN),
        ("bom.png", "Foto ini lebih dari 25 megapiksel. Perkecil dulu, lalu kirim lagi."),
    ]  # fmt: skip
    photos = list(product.photos.all())
    assert [(photo.alt, photo.width) for photo in photos] == [
        ("Keripik pisang", 700), ("Keripik pisang, foto 2", 90), ("Keripik pisang, foto 3", 700),
    ]  # fmt: skip
    page = answer.content.decode()
    assert "3 foto lainnya tersimpan." in page
    assert "IMG_" not in page
    with photos[2].original.open() as file:
        assert b"script" not in file.read()


def test_all_good_leads_back_and_again_adds_nothing(client: Client, product: Product) -> None:
    for said in ("2 foto ditambahkan.", "Foto ini sudah ada."):
        files = [sent("a.jpg", photo_bytes("red")), sent("b.jpg", photo_bytes("blue"))]
        answer = client.post(HERE, {"photos": files}, follow=True)
        assert answer.redirect_chain == [(HERE, 302)]
        assert said in answer.content.decode()
    assert product.photos.count() == 2


def test_nothing_chosen_and_no_room(client: Client, product: Product) -> None:
    answer = client.post(HERE, {})
    assert (answer.status_code, "Pilih satu foto atau lebih." in answer.content.decode()) == (422, True)
    for number in range(MAX_PHOTOS - 1):
        ProductPhoto.objects.create(
            product=product, original="x.jpg", width=1, height=1, source_digest=str(number), position=number
        )
    files = [sent("a.jpg", photo_bytes("red")), sent("<b>.jpg", photo_bytes("blue"))]
    answer = client.post(HERE, {"photos": files})
    page = answer.content.decode()
    assert (answer.status_code, product.photos.count()) == (422, MAX_PHOTOS)
    assert "<strong>&lt;b&gt;.jpg</strong>: Satu produk memuat paling banyak 12 foto." in page
    assert "Produk ini sudah memuat 12 foto." in page


def test_one_by_one_with_a_key_that_makes_repeating_safe(client: Client, product: Product) -> None:
    key = str(uuid.uuid4())
    first = client.post(f"{HERE}kirim/", {"photo": sent("foto", photo_bytes("red", (300, 300))), "kunci": key})
    assert (first.status_code, first.json()["remarks"]) == (201, ["kecil"])
    # The same upload, encoded a little differently by a browser that did it anew.
    again = client.post(f"{HERE}kirim/", {"photo": sent("foto", photo_bytes("red", (301, 300))), "kunci": key})
    assert (again.status_code, again.json()["photo"], product.photos.count()) == (201, first.json()["photo"], 1)
    other = client.post(f"{HERE}kirim/", {"photo": sent("foto", photo_bytes("blue")), "kunci": "bukan-kunci"})
    assert (other.status_code, product.photos.count()) == (201, 2)
    for data, problem in (({}, "Berkas foto ini kosong. Pilih foto lain."), ({"photo": sent("x.jpg", b"x")}, KIND)):
        answer = client.post(f"{HERE}kirim/", data)
        assert (answer.status_code, answer.json()) == (422, {"problem": problem})


def test_too_many_in_an_hour_is_a_sentence_with_a_time(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "MOST_AN_HOUR", 1)
    assert client.post(f"{HERE}kirim/", {"photo": sent("a", photo_bytes())}).status_code == 201
    answers = [
        client.post(f"{HERE}kirim/", {"photo": sent("b", photo_bytes("blue"))}),
        client.post(HERE, {"photos": [sent("b", photo_bytes("blue"))]}),
    ]
    for answer in answers:
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 3601
        assert "Terlalu banyak foto dalam satu jam." in answer.content.decode()
    assert product.photos.count() == 1


def test_the_order_is_changed_by_buttons_and_by_hand(client: Client, product: Product) -> None:
    a, b, c = (add_photo(product=product, content=photo_bytes(one)).pk for one in ("red", "green", "blue"))
    for verb, photo, order in (
        ("naik", a, [a, b, c]), ("turun", c, [a, b, c]), ("turun", a, [b, a, c]), ("naik", c, [b, c, a]),
        ("utama", a, [a, b, c]),
    ):  # fmt: skip
        answer = client.post(f"{HERE}{photo}/{verb}/")
        assert (answer.status_code, answer.headers["Location"], ids(product)) == (302, HERE, order)
    strange = add_photo(product=ProductFactory(), content=photo_bytes()).pk
    answer = client.post(f"{HERE}urutan/", {"foto": [c, strange, "x", a]})
    assert (answer.status_code, ids(product)) == (204, [c, a, b])
    page = client.get(HERE).content.decode()
    assert page.index(f"foto/{c}/") < page.index(f"foto/{a}/") < page.index(f"foto/{b}/")


def test_words_and_cut_are_kept_or_told_all_at_once(client: Client, product: Product) -> None:
    photo = add_photo(product=product, content=photo_bytes(), render_now=True)
    where = f"{HERE}{photo.pk}/"
    answer = client.post(where, {"alt": "a" * 161, "shape": "bulat", "nearness": "all", "keep": "top"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"alt", "shape"})
    assert "a" * 161 in answer.content.decode()
    data = {"alt": " Keripik  di piring ", "shape": "square", "nearness": "near", "keep": "top"}
    assert client.post(where, data).headers["Location"] == where
    photo.refresh_from_db()
    assert (photo.alt, photo.look) == ("Keripik di piring", ("square", "top", "near", False))
    assert photo.renditions["hero_960_webp"]["width"] == 425


def test_remarks_come_with_an_example_and_the_way_to_help(client: Client, product: Product) -> None:
    Service.objects.create(slug=doors.STUDIO, name="Foto produk", duration=60)
    photo = add_photo(product=product, content=photo_bytes(size=(300, 200)), render_now=True)
    book = f"/pendampingan/foto-produk/pesan/?target={product.pk}"
    page = client.get(f"{HERE}{photo.pk}/").content.decode()
    assert "Sisi pendeknya paling sedikit 600 piksel." in page
    assert "theme/contoh/small" in page
    assert page.count(f'href="{book}"') == client.get(HERE).content.decode().count(f'href="{book}"') == 1
    form = client.get(book).context["form"]
    assert (form["target"].value(), form.fields["target"].choices) == (
        str(product.pk),
        [(str(product.pk), "Keripik pisang")],
    )
    Service.objects.update(is_active=False)
    assert "Minta bantuan foto" not in client.get(HERE).content.decode()


def test_white_is_offered_awaited_compared_and_chosen(client: Client, product: Product) -> None:
    photo = add_photo(product=product, content=bowl(), render_now=True)
    where = f"{HERE}{photo.pk}/"
    assert client.get(f"{where}putih.webp").status_code == 404
    assert client.post(f"{where}minta-putih/").headers["Location"] == where
    assert f'data-watch="{where}keadaan/" data-state="waiting"' in client.get(where).content.decode()
    cut_out(photo.pk)
    assert client.get(f"{where}keadaan/").json() == {"state": "ready"}
    assert "Pakai latar putih" in client.get(where).content.decode()
    for kind in ("asli", "putih"):
        answer = client.get(f"{where}{kind}.webp")
        assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
            "image/webp",
            "private, max-age=3600",
        )
        assert Image.open(io.BytesIO(answer.content)).size == (480, 360)
    client.post(f"{where}pakai-putih/")
    assert ProductPhoto.objects.get().on_white
    client.post(f"{where}pakai-asli/")
    assert not ProductPhoto.objects.get().on_white
    ProductPhoto.objects.update(cutout="", cutout_state="unclear")
    assert "Produk dan latarnya tidak dapat dibedakan." in client.get(where).content.decode()


def test_taking_away_and_judging_and_no_other_verb(client: Client, product: Product) -> None:
    photo = add_photo(product=product, content=photo_bytes(), render_now=True)
    ProductPhoto.objects.update(findings={})
    assert "Periksa mutu foto" in client.get(HERE).content.decode()
    assert client.post(f"{HERE}periksa/").headers["Location"] == HERE
    assert DBTaskResult.objects.filter(task_path="products.catalogue.tasks.judge_photos").count() == 1
    assert [client.post(f"{HERE}{photo.pk}/{verb}/").status_code for verb in ("curi", "tampilkan")] == [404, 404]
    assert client.get(f"{HERE}{photo.pk}/hapus/").status_code == 405
    assert client.post(f"{HERE}{photo.pk}/hapus/").headers["Location"] == HERE
    assert (product.photos.count(), client.post(f"{HERE}{photo.pk}/hapus/").status_code) == (0, 404)


def test_the_page_costs_the_same_with_one_photo_and_with_many(client: Client, product: Product) -> None:
    add_photo(product=product, content=photo_bytes())
    few = cost(client, HERE)
    for number in range(MAX_PHOTOS - 1):
        ProductPhoto.objects.create(
            product=product, original="x.jpg", width=1, height=1, source_digest=str(number), position=number
        )
    assert cost(client, HERE) == few <= 7


def test_a_removed_photo_is_brought_back_by_a_button(client: Client, product: Product) -> None:
    photo = add_photo(product=product, content=photo_bytes(), render_now=True)
    base = f"/toko-saya/{product.business.slug}/produk/{product.slug}/foto/"
    client.post(f"{base}{photo.pk}/hapus/")
    page = client.get(base).content.decode()
    where = f"{base}kembalikan/{product.removed_photos.get().pk}/"
    assert f'action="{where}"' in page
    assert client.post(where)["Location"] == base
    assert ids(product) == [photo.pk]
    assert client.post(where).status_code == 404
