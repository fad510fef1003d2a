import re

import pytest
from django.test import Client
from django.urls import reverse

from products.catalogue.models import Product
from products.labels.found import found
from products.labels.models import Allergen, LabelFacts
from rumah.core import clock
from tests.factories.businesses import MembershipFactory
from tests.factories.catalogue import CategoryFactory, ProductFactory
from tests.factories.labels import food, labelled, typed_for

pytestmark = pytest.mark.django_db
CHOSEN = {"rancangan": "kantong", "warna": "soga", "tanggal": f"{clock.today()}", "lebihan": "on", "tanda": "on"}


def owner(client: Client, product: Product) -> None:
    client.force_login(product.business.memberships.get().user)


def at(page: str, product: Product, *more: str) -> str:
    return reverse(f"workspace:{page}", args=[product.business.slug, product.slug, *more])


def posted(product: Product, **changed: object) -> dict[str, object]:
    typed = typed_for(product)
    sent = {name: getattr(typed, name) for name in typed.__dataclass_fields__}
    sent = {name: "on" if value is True else value for name, value in sent.items() if value is not False}
    return {"seen": "0", **sent, **changed}


def test_an_owner_fills_a_label_and_prints_it(client: Client) -> None:
    product = food()
    owner(client, product)
    page = client.get(at("label", product)).content.decode()
    assert "9 butir wajib belum ada." in page
    assert 'href="#id_composition"' in page
    assert "Dapur Mbok Sri" in re.findall(r'name="trade_name" value="([^"]*)"', page)
    answer = client.post(at("label", product), posted(product))
    assert (answer.status_code, answer["Location"]) == (302, at("label", product))
    assert "Semua butir wajib sudah ada." in client.get(at("label", product)).content.decode()
    shown = client.get(at("label_print", product), CHOSEN).content.decode()
    assert "Label lengkap dan siap dicetak." in shown
    assert shown.count('alt="Pratinjau label Keripik pisang, ') == 2
    for query in (CHOSEN, {**CHOSEN, "jumlah": "5"}):
        file = client.get(at("label_file", product, "pdf"), query)
        assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
        assert file["Content-Disposition"] == f'attachment; filename="label-{product.slug}-kantong.pdf"'
        assert "no-store" in file["Cache-Control"]


def test_a_picture_is_shown_in_the_page_and_can_do_nothing_by_itself(client: Client) -> None:
    product = food()
    labelled(product)
    owner(client, product)
    where = at("label_file", product, "svg")
    shown = client.get(where, {**CHOSEN, "sisi": "belakang"})
    assert shown["Content-Type"] == "image/svg+xml"
    assert shown["Content-Disposition"] == f'inline; filename="label-{product.slug}-kantong-belakang.svg"'
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"Komposisi: Pisang agung (75%), minyak goreng" in shown.content
    assert client.get(where, {**CHOSEN, "sisi": "depan", "unduh": "1"})["Content-Disposition"].startswith("attachment")
    assert client.get(where, {**CHOSEN, "sisi": "kiri"}).status_code == 404


def test_a_draft_says_so_and_names_what_is_missing(client: Client) -> None:
    product = food()
    labelled(product, net="", composition="\n".join(f"bahan nomor {number} yang panjang" for number in range(50)))
    owner(client, product)
    page = client.get(at("label_print", product), {**CHOSEN, "rancangan": "pita"}).content.decode()
    assert "Label ini masih draf dan bertanda BELUM LENGKAP." in page
    assert "Komposisi: terlalu panjang untuk rancangan ini." in page
    assert "Berat bersih atau isi bersih: Tulis berat atau isi bersih." in page
    assert client.get(at("label_file", product, "pdf"), CHOSEN).status_code == 200


def test_all_problems_come_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    product = food()
    owner(client, product)
    sent = posted(product, net="dua", shelf_life="0", barcode="5901234123450", storage="Di <rak> atas")
    answer = client.post(at("label", product), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Galat:" in page
    assert page.count('class="field__error"') == 3
    for kept in ('value="dua"', 'value="5901234123450"', "Di &lt;rak&gt; atas", "tepung terigu"):
        assert kept in page
    wheat = Allergen.objects.get(code="gandum")
    assert re.search(rf'value="{wheat.pk}"[^>]* checked', page)
    assert not LabelFacts.objects.exists()


def test_a_page_from_before_is_refused_with_what_was_typed(client: Client) -> None:
    product = food()
    labelled(product)
    owner(client, product)
    answer = client.post(at("label", product), posted(product, net="300"))
    assert answer.status_code == 422
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert 'value="300"' in answer.content.decode()
    assert LabelFacts.objects.get().net == 250_000


def test_goods_are_asked_less_and_keep_what_they_are_not_asked(client: Client) -> None:
    found()
    business = MembershipFactory().business
    product = ProductFactory(business=business, category=CategoryFactory(is_food=False))
    owner(client, product)
    page = client.get(at("label", product)).content.decode()
    assert 'name="material"' in page
    assert 'name="composition"' not in page
    LabelFacts.objects.create(product=product, composition="katun", version=1, updated_at=product.created_at)
    sent = {"seen": "1", "trade_name": "Anyam", "type_name": "Tas pandan", "material": "Pandan", "net_unit": "g"}
    assert client.post(at("label", product), sent).status_code == 302
    row = LabelFacts.objects.get()
    assert (row.material, row.composition) == ("Pandan", "katun")
    shown = client.get(at("label_file", product, "svg"), {**CHOSEN, "sisi": "belakang"}).content.decode()
    assert "Bahan: Pandan" in shown
    assert "Baik digunakan sebelum" not in shown


@pytest.mark.parametrize(
    "bad",
    [{"rancangan": "x"}, {"warna": "merah"}, {"tanggal": "kemarin"}, {"tanggal": "9999-12-31"}, {"tanggal": "0001-01-01"}, {"jumlah": "101"}, {"jumlah": "0"},
     {"jumlah": "-1"}, {"rancangan": "a" * 5000}],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said_on_the_page(client: Client, bad: dict[str, str]) -> None:
    product = food()
    owner(client, product)
    query = {**CHOSEN, **bad}
    page = client.get(at("label_print", product), query)
    assert page.status_code == 422
    assert "Ada yang perlu diperbaiki" in page.content.decode()
    answer = client.get(at("label_file", product, "pdf"), query)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, at("label_print", product))


def test_pages_ask_the_database_little(client: Client, django_assert_num_queries: object) -> None:
    product = food()
    labelled(product)
    owner(client, product)
    client.get(at("label", product))
    # session, person, business, product; facts with permits, allergens in force and chosen, rules; permits to choose
    with django_assert_num_queries(9):  # type: ignore[operator]
        client.get(at("label", product))
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(at("label_print", product), CHOSEN)


def test_the_page_is_read_in_english_while_the_label_stays_indonesian(client: Client) -> None:
    product = food()
    labelled(product, net="")
    owner(client, product)
    client.get("/bahasa/en/")
    page = client.get(at("label", product)).content.decode()
    assert "One required item is missing." in page
    assert "Net weight or net volume" in page
    picture = client.get(at("label_file", product, "svg"), {**CHOSEN, "sisi": "belakang"}).content.decode()
    assert "Mengandung alergen: gandum (gluten)" in picture
