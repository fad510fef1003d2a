"""Django's Redis cache, which would otherwise make a client for every question; a client is safe to share."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class KeptClients(RedisCacheClient):
    """Keeps one client for each server."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: dict[int, Any] = {}

    def get_client(self, key: str | None = None, *, write: bool = False) -> Any:
        """Return the client of the server that is to be asked."""
        index = self._get_connection_pool_index(write)
        if index not in self._kept:
            self._kept[index] = self._client(connection_pool=self._get_connection_pool(write))
        return self._kept[index]


class KeptRedisCache(RedisCache):
    """The cache backend that uses them."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClients
