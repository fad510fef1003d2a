"""Django's Redis cache with one client for each server."""

import os

import pytest

from rumah.core.redis_cache import KeptRedisCache

pytestmark = pytest.mark.redis
URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def test_one_client_answers_every_question() -> None:
    cache = KeptRedisCache(URL, {"KEY_PREFIX": "satu-klien"})
    cache.set("a", {"b": 1}, 5)
    assert cache.get("a") == {"b": 1}
    clients = {id(cache._cache.get_client("a", write=write)) for write in (True, False, True)}
    assert len(clients) == 1
    cache.delete("a")
    assert cache.get("a") is None


def test_readers_and_the_writer_are_told_apart() -> None:
    cache = KeptRedisCache([URL, URL.replace("/9", "/10")], {})
    assert cache._cache.get_client(write=True) is not cache._cache.get_client(write=False)
