"""The numbers on the map are what a recount finds, and reading them costs the same however many businesses there are."""

from typing import Any

import pytest

from rumah.businesses.models import Business
from rumah.businesses.states import Sector, Standing
from rumah.core import periodic
from rumah.places.counting import by_district, recount
from rumah.places.models import DistrictCount
from tests.factories.businesses import BusinessFactory

pytestmark = pytest.mark.django_db
GLAGAH, GIRI, ELSEWHERE = "35.10.15.2001", "35.10.17.1001", "33.01.01.2001"


def test_the_map_shows_what_a_recount_finds(django_assert_num_queries: Any) -> None:
    BusinessFactory.create_batch(3, region_code=GLAGAH, sector=Sector.FOOD)
    BusinessFactory(region_code=GLAGAH, sector=Sector.FASHION)
    moving = BusinessFactory(region_code=GIRI, sector=Sector.FOOD)
    BusinessFactory(region_code=ELSEWHERE)
    BusinessFactory(region_code=GIRI, standing=Standing.DRAFT, verified_at=None)
    assert recount() == 6
    with django_assert_num_queries(1):
        assert by_district("35.10") == {"35.10.15": 4, "35.10.17": 1}
    assert by_district("35.10", sector=Sector.FASHION) == {"35.10.15": 1}
    assert by_district("33.01") == {"33.01.01": 1}

    Business.objects.filter(pk=moving.pk).update(standing=Standing.SUSPENDED)
    Business.objects.filter(region_code=GLAGAH, sector=Sector.FASHION).update(region_code=GIRI)
    assert recount() == 5
    assert by_district("35.10") == {"35.10.15": 3, "35.10.17": 1}
    assert not DistrictCount.objects.filter(number=0).exists()


def test_a_recount_that_finds_nothing_new_writes_nothing(django_assert_num_queries: Any) -> None:
    BusinessFactory(region_code=GLAGAH)
    recount()
    before = list(DistrictCount.objects.values_list("pk", "number"))
    recount()
    assert list(DistrictCount.objects.values_list("pk", "number")) == before


def test_the_worker_counts_by_the_clock() -> None:
    BusinessFactory(region_code=GLAGAH)
    import rumah.places.tasks  # noqa: F401  # registers the job, as the worker does

    assert "rumah.places.tasks.recount_districts" in periodic.run_due()
    assert by_district("35.10") == {"35.10.15": 1}
