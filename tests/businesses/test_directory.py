from datetime import timedelta

import pytest

from rumah.businesses.models import Business
from rumah.businesses.queries import BusinessFilters, business_profile, list_businesses
from rumah.businesses.search import index_businesses
from rumah.businesses.states import PermitKind, Sector, Standing
from rumah.core import clock
from tests.factories.businesses import BusinessFactory, PermitFactory

pytestmark = pytest.mark.django_db


def town(*names: str, **fields: object) -> list[Business]:
    businesses = [BusinessFactory(name=name, **fields) for name in names]
    index_businesses([business.pk for business in businesses])
    return businesses


def names(**filters: object) -> list[str]:
    return [row.name for row in list_businesses(BusinessFilters(**filters)).rows]  # type: ignore[arg-type]


def test_name_tagline_place_and_tag_are_found() -> None:
    (business,) = town("Dapur Lateng", tagline="Camilan renyah", region_code="35.10.16.1014")
    town("Batik Gajah", region_code="35.10.01.2001")
    business.tags.add("oleh-oleh")
    index_businesses([business.pk])
    for q in ("lateng", "late", "renyah", "oleh oleh", "dapur camilan"):
        assert names(q=q) == ["Dapur Lateng"], q
    assert names(q="banyuwangi") == ["Batik Gajah", "Dapur Lateng"]
    assert names(q="lateng gajah") == []


@pytest.mark.parametrize("q", ['"', "*", "a:b", "& |", "☕", "\x00", "x" * 10_000, "%"])
def test_any_text_is_a_valid_query(q: str) -> None:
    town("Dapur Lateng")
    assert names(q=q) == []


def test_sector_and_place_narrow() -> None:
    town("Batik Gajah", sector=Sector.FASHION, region_code="35.10.01.2001")
    town("Dapur Lateng", sector=Sector.FOOD, region_code="35.10.16.1014")
    assert names(sector="makanan") == ["Dapur Lateng"]
    assert names(district="35.10.01") == ["Batik Gajah"]
    assert names(region="35.10") == ["Batik Gajah", "Dapur Lateng"]
    assert names(region="35.1") == []
    assert names(sector="kriya") == []


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUBMITTED, Standing.SUSPENDED])
def test_only_verified_businesses_are_seen(standing: str) -> None:
    town("Dapur Lateng", slug="dapur", standing=standing)
    assert (names(), names(q="dapur"), business_profile("dapur")) == ([], [], None)


@pytest.mark.parametrize("sort", ["name", "newest", "nonsense"])
def test_every_business_is_met_once(sort: str) -> None:
    same = clock.now()
    made = town(*["Sama"] * 5, *[f"Usaha {n}" for n in range(6)], verified_at=same)
    seen, cursor = [], ""
    while True:
        page = list_businesses(BusinessFilters(sort=sort), cursor=cursor, size=4)
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert sorted(seen) == sorted(business.pk for business in made)


def test_a_profile_shows_valid_permits_and_tags(django_assert_num_queries: object) -> None:
    business = BusinessFactory(slug="dapur")
    business.tags.add("manis", "asin")
    valid = PermitFactory(business=business, kind=PermitKind.NIB, expires_on=clock.today())
    PermitFactory(business=business, expires_on=clock.today() - timedelta(days=1))
    with django_assert_num_queries(3):  # type: ignore[operator]
        profile = business_profile("dapur")
        assert profile is not None
        assert (profile.business, profile.permits, profile.tags) == (business, [valid], ["asin", "manis"])
    with django_assert_num_queries(1):  # type: ignore[operator]
        list_businesses(BusinessFilters(q="dapur", sector="makanan"))
