from rumah.core import regions


def test_knows_a_village_with_its_parents() -> None:
    village = regions.get("35.10.16.1014")
    assert village is not None
    assert (village.name, village.postal_code) == ("Lateng", "68413")
    assert village.path == "Lateng, Banyuwangi, Kabupaten Banyuwangi, Jawa Timur"


def test_the_regency_has_its_25_kecamatan() -> None:
    assert len(regions.children("35.10")) == 25


def test_finds_by_name_and_by_postcode() -> None:
    assert [r.code for r in regions.search("genteng", level=3, within="35.10")] == ["35.10.09"]
    assert "35.10.16" in [r.code for r in regions.search("68413", level=3)]


def test_nonsense_is_no_region() -> None:
    assert regions.get("99.99.99") is None
    assert regions.get("../etc") is None
    assert regions.name("35.10.16'; --") == ""
