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

STATIC = settings.ROOT / "site" / "rumah" / "theme" / "static" / "theme"
CSS = (STATIC / "rumah.css").read_text(encoding="utf-8")
TEXT = [
    ("tinta", "kertas"), ("tinta", "kain"), ("tinta", "pasir"), ("kopi", "kertas"), ("kopi", "kain"), ("kopi", "pasir"),
    ("soga", "kain"), ("soga", "kertas"), ("nila", "kertas"), ("nila", "kain"), ("nila", "nila-muda"),
    ("atas-nila", "nila"), ("di-gelap", "nila-gelap"), ("kunyit", "belerang-muda"), ("saga", "saga-muda"),
    ("saga", "kain"), ("saga", "kertas"), ("daun", "daun-muda"), ("tinta", "nila-muda"), ("tinta", "belerang-muda"),
    ("tinta", "saga-muda"), ("tinta", "daun-muda"),
]  # fmt: skip
LINES = [("garis-kuat", "kertas"), ("garis-kuat", "kain"), ("belerang", "nila-gelap"), ("tinta", "belerang")]


def _tokens() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", part)) for part in (light, dark)]
    return {"light": read[0], "dark": read[0] | read[1]}


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(scheme: str) -> None:
    colours = _tokens()[scheme]
    weak = [pair for pair in TEXT if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_and_focus_can_be_seen(scheme: str) -> None:
    colours = _tokens()[scheme]
    # In the dark the halo lies beside the outline on a dark page, and is seen by itself.
    lines = LINES if scheme == "light" else [*LINES[:3], ("belerang", "kertas")]
    assert [pair for pair in lines if _contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


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
