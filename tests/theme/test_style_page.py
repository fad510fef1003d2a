"""The book of parts: whoever adds a part adds its example, in both languages."""

import re

import pytest
from django.conf import settings as house
from django.test import Client

COMPONENTS = house.ROOT / "site" / "rumah" / "theme" / "templates" / "components"

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(settings):
    settings.DEBUG = True
    return Client()


def test_every_component_has_its_example(book):
    response = book.get("/gaya/")
    assert response.status_code == 200
    shown = {template.name for template in response.templates}
    wanted = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert len(wanted) >= 9
    assert wanted - shown == set()


def test_it_speaks_both_languages_and_names_every_icon(book):
    page = book.get("/gaya/").content.decode()
    book.cookies["bahasa"] = "en"
    english = book.get("/gaya/").content.decode()
    assert ("Buku gaya" in page, "Style book" in english) == (True, True)
    headings = [set(re.findall(r"<h2[^>]*>([^<]+)", text)) for text in (page, english)]
    assert headings[0] & headings[1] == set()
    drawn = re.findall(r'symbol id="([\w-]+)"', (COMPONENTS.parents[1] / "static/theme/icons.svg").read_text())
    assert [name for name in drawn if f"icons.svg#{name}" not in page] == []


def test_nobody_sees_it_in_production():
    assert Client().get("/gaya/").status_code == 404


def test_the_statement_says_what_whom_and_when(client):
    page = client.get("/aksesibilitas/").content.decode()
    assert "WCAG 2.2" in page
    assert house.HOUSE_OPERATOR in page
    assert "Terakhir diperiksa 24 November 2026." in page
    assert 'href="/aksesibilitas/"' in client.get("/produk/").content.decode()


def test_light_or_dark_is_kept_without_scripts_and_within_stored_pages(settings):
    settings.PAGE_CACHE_SECONDS = 60
    visitor = Client()
    assert "data-tampilan" not in visitor.get("/aksesibilitas/").content.decode()
    chosen = visitor.get("/tampilan/gelap/?next=/aksesibilitas/")
    assert (chosen.status_code, chosen["Location"]) == (302, "/aksesibilitas/")
    for _turn in range(2):
        dark = visitor.get("/aksesibilitas/").content.decode()
        assert 'data-tampilan="gelap"' in dark
        assert '<meta name="color-scheme" content="dark">' in dark
    assert "data-tampilan" not in Client().get("/aksesibilitas/").content.decode()
    visitor.cookies["tampilan"] = '"><script>'
    assert "data-tampilan" not in visitor.get("/aksesibilitas/").content.decode()
    visitor.get("/tampilan/terang/")
    assert 'data-tampilan="terang"' in visitor.get("/aksesibilitas/").content.decode()
    visitor.get("/tampilan/perangkat/")
    assert "data-tampilan" not in visitor.get("/aksesibilitas/").content.decode()
    assert visitor.get("/tampilan/ungu/").status_code == 404
    assert visitor.get("/tampilan/gelap/?next=https://lain.example/")["Location"] == "/"
