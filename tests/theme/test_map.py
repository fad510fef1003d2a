"""The regency drawn by the server: every kecamatan once, near where it lies, legible, and never a script."""

import re

from defusedxml import ElementTree

from rumah.core import regions
from rumah.theme import map as drawing

BANYUWANGI = "35.10"


def test_every_kecamatan_has_a_tile_of_its_own_near_where_it_lies() -> None:
    places = drawing.layout(BANYUWANGI)
    assert set(places) == {region.code for region in regions.children(BANYUWANGI)}
    assert len(set(places.values())) == 25
    at = {regions.name(code): place for code, place in places.items()}
    assert at["Wongsorejo"][1] < at["Kalipuro"][1] < at["Banyuwangi"][1] < at["Muncar"][1] < at["Tegaldlimo"][1]
    assert at["Kalibaru"][0] < at["Genteng"][0] < at["Rogojampi"][0]
    assert at["Pesanggaran"][0] < at["Purwoharjo"][0]


def test_a_regency_nobody_measured_is_drawn_by_name() -> None:
    places = drawing.layout("33.01")
    names = [regions.name(code) for code, _place in sorted(places.items(), key=lambda item: (item[1][1], item[1][0]))]
    assert names == sorted(names)
    assert len(names) == len(regions.children("33.01"))


def test_the_picture_says_name_and_number_and_leads_on() -> None:
    svg = drawing.district_map(
        BANYUWANGI, {"35.10.15": 12500, "35.10.16": 1}, label="Usaha", links={"35.10.15": "/usaha/?wilayah=35.10.15"},
        texts={"35.10.16": "4%"}, chosen="35.10.15",
    )  # fmt: skip
    root = ElementTree.fromstring(svg)
    links = root.findall("a")
    assert [link.attrib["href"] for link in links] == ["/usaha/?wilayah=35.10.15"]
    assert [text.text for text in links[0].findall("text")] == ["Glagah", "12.500"]
    assert (links[0].attrib["aria-current"], links[0].attrib["class"]) == ("true", "peta__at peta__at--3")
    others = {group.findall("text")[0].text: group for group in root.findall("g")}
    assert len(others) == 24
    assert others["Banyuwangi"].findall("text")[1].text == "4%"
    assert others["Banyuwangi"].attrib["class"] == "peta__at peta__at--1"
    assert others["Kabat"].attrib["class"] == "peta__at peta__at--0"
    assert not re.search(r"style=|<script| on\w+=", svg)


def test_a_long_name_takes_two_lines_and_strange_words_are_escaped() -> None:
    assert drawing._lines("Kepulauan Seribu Utara") == ("Kepulauan", "Seribu Utara")
    assert drawing._lines("Blimbingsari") == ("Blimbingsari",)
    assert "&lt;b&gt;" in drawing.district_map(BANYUWANGI, {}, label="<b>")
