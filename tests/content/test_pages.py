"""Home and guides: founded once, read in few queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from rumah.content.found import found
from rumah.content.guides import publish_guide
from rumah.content.models import GuidePage, HomePage
from rumah.core import clock
from rumah.core.errors import DomainError
from tests.factories.catalogue import ProductFactory

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
    assert pages == [
        "/",
        "/beranda/",
        "/beranda/panduan/",
        "/beranda/privasi/",
        "/beranda/syarat/",
        "/beranda/tentang/",
    ]
    assert Site.objects.get().root_page.specific_class is HomePage


def test_founding_leaves_what_an_editor_wrote() -> None:
    found()
    HomePage.objects.update(title="Halaman depan")
    found()
    assert HomePage.objects.get().title == "Halaman depan"


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


def test_a_guide_is_read_in_one_query(client: Client, django_assert_num_queries: Any) -> None:
    found()
    guide = _guide(service_slug="foto-produk")
    with django_assert_num_queries(1):
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


@pytest.mark.parametrize("path", ["/tentang/", "/syarat/", "/privasi/"])
def test_plain_pages_answer(client: Client, path: str) -> None:
    found()
    assert client.get(path).status_code == 200
