import pytest

from products.shop.buying import places
from products.shop.buying.places import candidates


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Licin", ["35.10.24"]),
        ("  licin ", ["35.10.24"]),
        ("Rogojam", ["35.10.13"]),
        ("Genteng", ["35.10.09", "35.78.07"]),
        ("Genteng, Kabupaten Banyuwangi, Jawa Timur", ["35.10.09"]),
        ("Genteng, Surabaya", ["35.78.07"]),
        ("genteng banyuwangi", ["35.10.09"]),
        ("Tegalsari Surabaya", ["35.78.05"]),
        ("68413", ["35.10.16"]),
        ("Genteng, Medan", []),
        ("xyzzy", []),
        ("", []),
        ("a", []),
        ("'; DROP TABLE", []),
    ],
)
def test_what_people_type_leads_to_kecamatan(text, codes):
    assert [region.code for region in candidates(text)] == codes


def test_the_house_s_own_kecamatan_are_offered_at_once():
    assert len(places.near()) == 25


def test_suggestions_are_labels_to_pick_from(client):
    response = client.get("/wilayah/", {"q": "licin"})
    assert response.json()[0] == {"code": "35.10.24", "label": "Licin, Kabupaten Banyuwangi, Jawa Timur"}
    assert response["Cache-Control"] == "public, max-age=86400"
    assert client.get("/wilayah/").json() == []


def test_suggestions_have_a_limit(client, monkeypatch):
    monkeypatch.setattr(places, "PER_MINUTE", 2)
    statuses = [client.get("/wilayah/", {"q": "licin"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
