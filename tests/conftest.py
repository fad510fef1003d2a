"""What every test may use. Parts that need a service say aloud when it is absent; in CI that is a failure."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from products.traffic import tally
from rumah.core.briefly import forget_all
from tests.as_migrated import AsMigrated, Blocker, allow_flush

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def _redis_answers() -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")).ping())
    except redis.RedisError:
        return False


def _missing(item: pytest.Item) -> str:
    if item.get_closest_marker("race") and connection.vendor != "postgresql":
        return "needs PostgreSQL"
    if item.get_closest_marker("browser") and not Path(CHROMIUM).exists():
        return "needs Chromium"
    if item.get_closest_marker("redis") and not _redis_answers():
        return "needs Redis"
    return ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if reason := _missing(item):
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


AS_MIGRATED = pytest.StashKey[AsMigrated]()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Blocker, pytestconfig: pytest.Config) -> None:
    """Remember what the migrations wrote, once the database is there."""
    allow_flush()
    pytestconfig.stash[AS_MIGRATED] = AsMigrated(django_db_blocker)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in fixtures


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Leave the database as the migrations made it, once the last fixture of a test that committed is gone."""
    yield
    if _commits(item) and (as_migrated := item.config.stash.get(AS_MIGRATED, None)):
        as_migrated.restore()


@pytest.fixture(autouse=True)
def _fresh_start() -> Iterator[None]:
    """No cache and no language of the test before: a request leaves its visitor's language with the thread."""
    cache.clear()
    forget_all()
    tally.forget()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    cache.clear()
    tally.forget()


@pytest.fixture(scope="session", autouse=True)
def _clean_media() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
