"""Home and guides: founded once, read in few queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from rumah.accounts import found as accounts
from rumah.accounts.found import EDITOR
from rumah.content.found import found
from rumah.content.guides import publish_guide
from rumah.content.models import GuidePage, HomePage
from rumah.core import clock
from rumah.core.errors import DomainError
from tests.factories.catalogue import ProductFactory
from tests.factories.mentoring import ServiceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def _guide(title: str = "Memotret produk", **changes: Any) -> GuidePage:
    fields: dict[str, Any] = {
        "intro": "Cahaya jendela sudah cukup.",
        "body_paragraphs": ["## Cahaya", "Dekat <jendela>. " * 100],
        "published_at": clock.now(),
    }
    return publish_guide(title=title, **(fields | changes))


def test_founding_twice_makes_everything_once() -> None:
    found()
    pages = sorted(Page.objects.values_list("url_path", flat=True))
    found()
    assert sorted(Page.objects.values_list("url_path", flat=True)) == pages
    shelves = ("", "bantuan/", "cara-belanja/", "panduan/", "privasi/", "syarat/", "tentang/")
    assert pages == ["/", *(f"/beranda-en/{part}" for part in shelves), *(f"/beranda/{part}" for part in shelves)]
    assert Site.objects.get().root_page.specific_class is HomePage


def test_founding_leaves_what_an_editor_wrote() -> None:
    found()
    HomePage.objects.update(title="Halaman depan")
    found()
    assert set(HomePage.objects.values_list("title", flat=True)) == {"Halaman depan"}


def test_home_shows_products_and_guides_in_five_queries(client: Client, django_assert_num_queries: Any) -> None:
    found()
    for number in range(12):
        ProductFactory(name=f"Kopi {number}", listed_at=clock.now() + timedelta(minutes=number))
    ProductFactory(name="Belum tampil", is_listed=False)
    _guide()
    client.get("/")
    with django_assert_num_queries(5):
        page = client.get("/").content.decode()
    assert page.count('src="/media/') == 0
    assert [f">Kopi {number}<" in page for number in (11, 4, 3)] == [True, True, False]
    assert "Belum tampil" not in page
    assert "Memotret produk" in page


def test_a_guide_leads_to_its_service_in_two_queries(client: Client, django_assert_num_queries: Any) -> None:
    found()
    ServiceFactory(slug="foto-produk")
    guide = _guide(service_slug="foto-produk")
    with django_assert_num_queries(2):
        page = client.get(guide.address).content.decode()
    assert "Dekat &lt;jendela&gt;." in page
    assert "/pendampingan/foto-produk/" in page
    assert "1 menit membaca" in page


def test_the_shelf_lists_the_newest_first(client: Client, django_assert_num_queries: Any) -> None:
    found()
    _guide("Lama", published_at=clock.now() - timedelta(days=3))
    _guide("Baru")
    with django_assert_num_queries(2):
        page = client.get("/panduan/").content.decode()
    assert page.index(">Baru<") < page.index(">Lama<")


def test_a_guide_not_published_is_not_found(client: Client) -> None:
    found()
    guide = _guide()
    guide.unpublish()
    assert client.get(guide.address).status_code == 404


def test_publishing_the_same_guide_again_changes_nothing() -> None:
    found()
    first = _guide()
    assert _guide(intro="Lain").pk == first.pk
    assert GuidePage.objects.get().intro == "Cahaya jendela sudah cukup."


def test_a_guide_needs_its_shelf() -> None:
    with pytest.raises(DomainError):
        _guide()


def test_english_visitors_read_the_translation_where_there_is_one(client: Client) -> None:
    found()
    guide = _guide()
    client.cookies["bahasa"] = "en"
    assert "Cahaya jendela sudah cukup." in client.get(guide.address).content.decode()
    english = guide.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.intro = "Window light is enough."
    english.save_revision().publish()
    assert "Window light is enough." in client.get(guide.address).content.decode()
    client.cookies["bahasa"] = "id"
    assert "Cahaya jendela sudah cukup." in client.get(guide.address).content.decode()


def test_a_guide_shows_products_of_a_category_or_those_chosen(client: Client, django_assert_num_queries: Any) -> None:
    found()
    inside, outside = ProductFactory(name="Kopi Osing"), ProductFactory(name="Sarung")
    guide = _guide()
    block = guide.body.stream_block.child_blocks["products"]
    value = {"heading": "Contoh", "slugs": [], "category": inside.category.slug, "count": 4}
    guide.body = [("products", block.to_python(value))]
    guide.save_revision().publish()
    client.get(guide.address)
    with django_assert_num_queries(2):
        page = client.get(guide.address).content.decode()
    assert ("Kopi Osing" in page, "Sarung" in page) == (True, inside.category_id == outside.category_id)
    guide.body = [("products", block.to_python({**value, "slugs": [outside.slug]}))]
    guide.save_revision().publish()
    page = client.get(guide.address).content.decode()
    assert ("Kopi Osing" in page, "Sarung" in page) == (False, True)


NOTE = "This page has not been translated yet."


@pytest.mark.parametrize(
    ("path", "english"),
    [
        ("/tentang/", "About us"),
        ("/cara-belanja/", "How to buy"),
        ("/bantuan/", "Help and complaints"),
        ("/syarat/", "Terms of service"),
        ("/privasi/", "Privacy"),
    ],
)
def test_plain_pages_answer_in_both_languages(
    client: Client, path: str, english: str, django_assert_num_queries: Any
) -> None:
    found()
    with django_assert_num_queries(1):
        page = client.get(path).content.decode()
    assert f"<h1>{english}</h1>" not in page
    assert 'hreflang="en" href="http' in page
    client.cookies["bahasa"] = "en"
    page = client.get(path).content.decode()
    assert f"<h1>{english}</h1>" in page
    assert '<article class="guide" lang="en">' in page
    assert NOTE not in page
    assert client.get("/tidak-ada/").status_code == 404


def test_home_speaks_english_too(client: Client, django_assert_num_queries: Any) -> None:
    found()
    ProductFactory()
    assert "Buatan Banyuwangi" in client.get("/").content.decode()
    client.cookies["bahasa"] = "en"
    with django_assert_num_queries(5):
        page = client.get("/").content.decode()
    assert "Made in Banyuwangi" in page
    assert "Buatan Banyuwangi" not in page
    assert 'hreflang="en" href="http://testserver/?bahasa=en"' in page


def test_what_is_not_translated_is_shown_with_a_note(client: Client) -> None:
    found()
    guide = _guide()
    client.cookies["bahasa"] = "en"
    page = client.get(guide.address).content.decode()
    assert NOTE in page
    assert "Cahaya jendela" in page
    assert 'hreflang="en" href="http' not in page


def test_a_translation_may_have_an_address_of_its_own(client: Client) -> None:
    found()
    guide = _guide()
    english = guide.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.slug = "Taking photos", "taking-photos"
    english.save_revision().publish()
    for path in (guide.address, "/panduan/taking-photos/"):
        assert "<h1>Memotret produk</h1>" in client.get(f"{path}?bahasa=id").content.decode()
        assert "<h1>Taking photos</h1>" in client.get(f"{path}?bahasa=en").content.decode()


def test_choosing_a_language_outdoes_the_one_an_address_names(client: Client) -> None:
    answer = client.get("/bahasa/id/?next=/tentang/%3Fbahasa%3Den%26a%3D1")
    assert answer["Location"] == "/tentang/?a=1"


def test_editors_translate_with_two_clicks(client: Client) -> None:
    accounts.found()
    found()
    guide = _guide()
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(editor)
    address = reverse("simple_translation:submit_page_translation", args=[guide.pk])
    assert client.get(address).status_code == 200
    english = Locale.objects.get(language_code="en")
    answer = client.post(address, {"locales": [english.pk]})
    made = guide.get_translation(english)
    assert (answer.status_code, made.live) == (302, False)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).status_code == 200
