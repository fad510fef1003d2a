"""What every page wears: its weight, its contrast, its manners."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject

from rumah.core.views import server_error
from rumah.theme.contrast import contrast, pairs, tokens

STATIC = settings.ROOT / "site" / "rumah" / "theme" / "static" / "theme"


def test_what_is_written_or_drawn_can_be_seen_on_its_ground() -> None:
    assert [pair for pair in pairs() if not pair.is_enough] == []
    assert len(pairs()) == 52


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


def test_dark_is_the_same_whether_the_device_or_the_visitor_wants_it() -> None:
    found = tokens()
    assert found["dark"] == found["chosen"] != found["light"]


@pytest.mark.parametrize(("name", "most"), [("rumah.css", 12_000), ("rumah.js", 4_000)])
def test_files_stay_light_on_the_wire(name: str, most: int) -> None:
    assert len(brotli.compress((STATIC / name).read_bytes())) <= most


def test_the_font_stays_small() -> None:
    assert (STATIC / "jakarta.woff2").stat().st_size <= 12_000


def test_no_template_has_inline_style_or_script() -> None:
    found: list[str] = []
    templates: list[Path] = []
    for place in ("site", "products", "mentoring"):
        templates += (settings.ROOT / place).rglob("templates/**/*.html")
    assert len(templates) > 30
    for path in templates:
        text = path.read_text(encoding="utf-8")
        if re.search(r"\sstyle=|<style|\son\w+=\"|javascript:", text):
            found.append(path.name)
        scripts = re.findall(r"<script([^>]*)>", text)
        found += [path.name for attrs in scripts if "src=" not in attrs and "ld+json" not in attrs]
    assert found == []


def test_every_icon_used_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    used: set[str] = set()
    for place in ("site", "products", "mentoring"):
        for path in (settings.ROOT / place).rglob("templates/**/*.html"):
            used |= set(re.findall(r'icon\.html" with name="([\w-]+)"', path.read_text(encoding="utf-8")))
    assert used - drawn == set()


def test_an_unknown_page_is_one_sentence_and_one_way_on(db: None, client: Client) -> None:
    response = client.get("/tidak-ada/")
    page = response.content.decode()
    assert response.status_code == 404
    assert page.count('class="button"') == 1
    assert "Halaman tidak ditemukan" in page


def test_the_language_is_kept_and_a_foreign_address_is_not_followed(client: Client) -> None:
    response = client.get("/bahasa/en/?next=/panduan/")
    assert (response.status_code, response["Location"]) == (302, "/panduan/")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get("/bahasa/en/?next=https://lain.example/")["Location"] == "/"
    assert client.get("/bahasa/en/?next=//lain.example/")["Location"] == "/"
    assert client.get("/bahasa/xx/").status_code == 404


def test_a_fault_is_told_even_when_the_database_is_the_fault() -> None:
    def gone() -> object:
        raise OperationalError

    request = RequestFactory().get("/produk/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.user = SimpleLazyObject(gone)  # type: ignore[assignment]  # what the session middleware would leave
    response = server_error(request)
    assert response.status_code == 500
    assert response.content.decode().count('class="button"') == 1
