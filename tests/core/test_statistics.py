"""Plans follow a table that grows inside one transaction."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from rumah.core import clock, statistics
from rumah.core.models import PeriodicJob

pytestmark = pytest.mark.django_db


def test_it_is_due_at_each_doubling() -> None:
    assert [number for number in range(1, 70) if statistics.is_due(number)] == [8, 16, 32, 64]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps count of rows")
def test_rows_of_this_transaction_are_counted() -> None:
    PeriodicJob.objects.all().delete()
    now = clock.now()
    PeriodicJob.objects.bulk_create([PeriodicJob(name=f"job {n}", due_at=now) for n in range(700)])
    statistics.learn(PeriodicJob)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::int FROM pg_class WHERE relname = %s", [PeriodicJob._meta.db_table])
        assert cursor.fetchone() == (700,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite is left alone")
def test_sqlite_is_left_alone(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        statistics.learn(PeriodicJob)
